import { plainPath, type RuleAddress } from '../request/rule-address.js';
import { matching } from './expected-paths.js';
import { isPattern } from './patterns-by-start.js';
import type { RuleReader } from './rule-reader.js';
import { hostSent } from './unmet-rules.js';

/** What a rule is written for. */
export interface AskedPath extends RuleAddress {
  /** With its question mark; empty where the rule says nothing of it. */
  readonly query: string;
}

/** A path that a rule is written for: its own, or one that its expression or its wildcards stand for. */
export function askedPath(reader: RuleReader, { host, path }: RuleAddress): AskedPath {
  const kinds = new Set(reader.pathsAt(hostSent(host)).map(({ kind }) => kind));
  if (kinds.has('matches') && isPattern(path))
    return { host, path: matching(path) ?? plainPath(path), query: '' };
  if (kinds.has('wildcards')) {
    return { host, path: path.replaceAll('*', '').replaceAll('?', 'x'), query: '' };
  }
  const [, before = path, query = ''] = /^([^?#]*)([?#].*)$/s.exec(path) ?? [];
  return { host, path: before === '' ? '/' : before, query };
}
