/** Where a rule of an Ingress is asked. */
export interface RuleAddress {
  /** As the rule says it: perhaps with a wildcard, empty for every host. */
  readonly host: string;
  /** As the rule says it: perhaps a regular expression. */
  readonly path: string;
}

/** A host that the host of a rule stands for. */
export function hostFor(host: string): string {
  return host.startsWith('*.') ? `any${host.slice(1)}` : host;
}

/** What stands in the path of a rule before the first operator of regular expressions. */
export function plainPath(path: string): string {
  const [plain = ''] = /^[^()[\]{}*+?|^$\\#]*/.exec(path) ?? [];
  return plain.startsWith('/') ? plain : `/${plain}`;
}

/** Whether a path stands in a request as it stands in a rule: nothing in it is escaped, and it is no query. */
export function isSentAsItIs(path: string): boolean {
  return /^\/[\x21-\x7e]*$/.test(path) && !/[%?#"<>\\^`{|}]/.test(path);
}
