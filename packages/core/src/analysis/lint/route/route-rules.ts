import type { LintRule } from '../lint-rule.js';
import { pathClaimedInTwoNamespaces } from './path-claimed-in-two-namespaces.js';
import { patternLeaks } from './pattern-leaks.js';
import { patternShadowsPath } from './pattern-shadows-path.js';
import { prefixByElement } from './prefix-by-element.js';
import { ruleNeverMatches } from './rule-never-matches.js';

/** What is looked for in rules of Ingresses that do something else than they look like. */
const misleading: readonly LintRule[] = [
  pathClaimedInTwoNamespaces,
  patternLeaks,
  patternShadowsPath,
  prefixByElement,
];

/** What is looked for in the rules of Ingresses: where another finding says more of a rule, it stands for all. */
export const routeRules: readonly LintRule[] = [
  (cluster) => {
    const found = misleading.flatMap((rule) => rule(cluster));
    return [...found, ...ruleNeverMatches(cluster, found)];
  },
];
