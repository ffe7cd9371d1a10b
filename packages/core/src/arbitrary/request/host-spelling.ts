/** What people make of the name of a host; shrinking leads to the name as it is. */
export const hostSpellings: readonly ((host: string) => string)[] = [
  asItIs,
  asItIs,
  asItIs,
  asItIs,
  asItIs,
  (host) => host.toUpperCase(),
  (host) => (host.endsWith('.') ? host : `${host}.`),
  (host) => `www.${host}`,
  withoutFirstLabel,
];

function asItIs(host: string): string {
  return host;
}

function withoutFirstLabel(host: string): string {
  const dot = host.indexOf('.');
  return dot < 0 || dot === host.length - 1 ? host : host.slice(dot + 1);
}

/** A host that the host of a rule stands for. The empty one stands for every host. */
export function hostFor(pattern: string): string {
  if (pattern === '') return 'any.example.org';
  return pattern.startsWith('*.') ? `any${pattern.slice(1)}` : pattern;
}
