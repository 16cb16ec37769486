export function requiredEnvironmentVariable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(`Set the environment variable ${name}.`);
  }
  return value;
}
