import type { LintRule } from '../lint-rule.js';
import { pathClaimedInTwoNamespaces } from './path-claimed-in-two-namespaces.js';
import { patternLeaks } from './pattern-leaks.js';
import { patternShadowsPath } from './pattern-shadows-path.js';
import { prefixByElement } from './prefix-by-element.js';

/** What is looked for in the rules of Ingresses. */
export const routeRules: readonly LintRule[] = [
  pathClaimedInTwoNamespaces,
  patternLeaks,
  patternShadowsPath,
  prefixByElement,
];
