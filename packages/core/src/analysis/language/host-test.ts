import { Pattern } from '../../routing/pattern.js';
import type { TextTest } from './text-test.js';

/** Whether a host is the one of a rule: of a wildcard exactly one label stands for the star. @see kubernetes/api networking/v1/types.go, IngressRule.host */
export function hostTest(host: string): TextTest {
  if (!host.startsWith('*.')) return { kind: 'is', text: host };
  const parent = host.slice(1).replaceAll(/[^a-z0-9]/gi, '\\$&');
  return { kind: 'matches', pattern: new Pattern(`^[^.]+${parent}$`, { ignoreCase: false }) };
}
