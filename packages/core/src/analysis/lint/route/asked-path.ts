import { plainPath, type RuleAddress } from '../request/rule-address.js';
import { matching } from './expected-paths.js';
import { isPattern } from './patterns-by-start.js';
import type { RuleReader } from './rule-reader.js';
import type { StatedRule } from './stated-rule.js';

/** What a rule is written for. */
export interface AskedPath extends RuleAddress {
  /** With its question mark; empty where the rule says nothing of it. */
  readonly query: string;
}

/** A path that a rule is written for: its own, or one that its expression or its wildcards stand for. */
export function askedPath(reader: RuleReader, rule: StatedRule): AskedPath {
  const { host, path } = rule;
  const comparison = reader.comparisonOf(rule);
  switch (comparison) {
    case 'pattern':
      return { host, path: isPattern(path) ? (matching(path) ?? plainPath(path)) : path, query: '' };
    case 'wildcards':
      return { host, path: path.replaceAll('*', '').replaceAll('?', 'x'), query: '' };
    case 'text': {
      const [, before = path, query = ''] = /^([^?#]*)([?#].*)$/s.exec(path) ?? [];
      return { host, path: before === '' ? '/' : before, query };
    }
    default:
      return comparison satisfies never;
  }
}
