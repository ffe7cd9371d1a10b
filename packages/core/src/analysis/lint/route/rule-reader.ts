import type { Ingress } from '../../../object/ingress.js';
import type { ObjectReference } from '../../../problem/problem.js';
import type { Distinctions } from '../../distinction/distinctions.js';
import type { TextTest } from '../../language/text-test.js';
import type { StatedRule } from './stated-rule.js';

/** Whatever goes by the rules of Ingresses: how it tells hosts and paths apart, and what takes them. */
export interface RuleReader {
  readonly hosts: readonly TextTest[];
  readonly paths: Distinctions<unknown>['paths'];
  pathsAt(host: string): readonly TextTest[];
  /**
   * The rules that may take a request for a host and a path, by {@link ruleKey}: several, where more than these decides.
   * Undefined where it is not known.
   */
  takenBy(host: string, path: string): readonly string[] | undefined;
  /** How the path of a rule is compared: as text, as a regular expression, or with wildcards. */
  comparisonOf(rule: StatedRule): 'text' | 'pattern' | 'wildcards';
  /** Whether requests may come to the rules of an Ingress that do not seem to, by something that is not modelled. */
  mayTakeMore(ingress: Ingress): boolean;
}

/** A rule of an Ingress, as a text: the Ingress and the field. */
export function ruleKey(
  { namespace = '', name }: Pick<ObjectReference, 'namespace' | 'name'>,
  field: string,
): string {
  return `${namespace}/${name} ${field}`;
}
