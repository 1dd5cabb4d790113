// What a program is told by its environment; everything that is missing is named at once.
export function settings<Name extends string>(...names: Name[]): Record<Name, string> {
  const missing = names.filter((name) => !process.env[name]);
  if (missing.length > 0) {
    console.error(`missing in the environment: ${missing.join(", ")}`);
    process.exit(2);
  }
  return Object.fromEntries(names.map((name) => [name, process.env[name]!])) as Record<Name, string>;
}
