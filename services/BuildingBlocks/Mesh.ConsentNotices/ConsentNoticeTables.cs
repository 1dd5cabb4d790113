using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mesh.ConsentNotices;

/// <summary>The table that every participation's database has from this block.</summary>
public static class ConsentNoticeTables
{
    /// <summary>Adds what holders have told of consents.</summary>
    public static ModelBuilder AddConsentNoticeTables(this ModelBuilder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Entity<HeardConsentRow>(heard =>
        {
            heard.ToTable("heard_consent");
            heard.HasKey(row => new { row.ConsentId, row.Holder, row.Revision });
            heard.IsAppendOnly();
        });
        return model;
    }
}
