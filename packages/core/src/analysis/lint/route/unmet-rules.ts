import { cellsOf } from '../../language/text-cells.js';
import { decodedPath, hostName, rawPath } from '../../language/text-domain.js';
import { isSentAsItIs } from '../request/rule-address.js';
import { type RuleReader, ruleKey } from './rule-reader.js';
import { hostSent, type StatedRule } from './stated-rule.js';

/** The rules to which no request comes, as far as that is certain. */
export function unmetRules(reader: RuleReader, rules: readonly StatedRule[]): readonly StatedRule[] {
  const met = new Set(
    rules.flatMap(({ host, path }) =>
      canBeSent(reader, path) ? (reader.takenBy(hostSent(host), path) ?? []) : [],
    ),
  );
  const left = rules.filter((rule) => !met.has(keyOf(rule)) && !reader.mayTakeMore(rule.ingress));
  if (left.length === 0) return [];
  const { cells, isExact } = cellsOf(reader.hosts, hostName);
  const hosts = [
    ...new Set([...cells.map(({ witness }) => witness), ...left.map(({ host }) => hostSent(host))]),
  ];
  const byHost = new Map<string, ReadonlySet<string> | undefined>();
  const takersAt = (host: string): ReadonlySet<string> | undefined => {
    if (!byHost.has(host)) byHost.set(host, takersOn(reader, host));
    return byHost.get(host);
  };
  return left.filter(
    (rule) =>
      isExact &&
      hosts.every((host) => !mayCover(rule.host, host) || takersAt(host)?.has(keyOf(rule)) === false),
  );
}

/** Whether the host of a rule may cover a host: a wildcard stands for one label, or for more. */
function mayCover(stated: string, host: string): boolean {
  return (
    stated === '' || hostSent(stated) === host || (stated.startsWith('*.') && host.endsWith(stated.slice(1)))
  );
}

/** A rule as a text, by which a {@link RuleReader} names it. */
export function keyOf({ ingress, field }: Pick<StatedRule, 'ingress' | 'field'>): string {
  return ruleKey(ingress.metadata, field);
}

/** Whether a path can come to be compared, as it is. */
export function canBeSent({ paths }: RuleReader, path: string): boolean {
  return paths === 'as-sent'
    ? isSentAsItIs(path)
    : /^\/[^\0]*$/.test(path) && !/\/(?:\/|\.{1,2}(?:\/|$))/.test(path);
}

/** The rules to which requests for a host may come; undefined where not all are known. */
function takersOn(reader: RuleReader, host: string): ReadonlySet<string> | undefined {
  const { cells, isExact } = cellsOf(
    reader.pathsAt(host),
    reader.paths === 'decoded' ? decodedPath : rawPath,
  );
  if (!isExact) return undefined;
  const takers = new Set<string>();
  for (const { witness } of cells) {
    const taken = reader.takenBy(host, witness);
    if (taken === undefined) return undefined;
    for (const key of taken) takers.add(key);
  }
  return takers;
}
