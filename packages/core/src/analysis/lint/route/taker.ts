import type { Ingress } from '../../../object/ingress.js';
import type { IngressHop, LoadBalancerHop } from '../../../trace/hop.js';
import { statedDefault, statedPaths, type StatedPath, type StatedRule } from './stated-rule.js';
import { isOfIngress } from './words.js';

/** The rule that took a request; where an annotation decided, that of the path at which it did. */
export function takerOf(
  ingresses: readonly Ingress[],
  hop: IngressHop | LoadBalancerHop,
): StatedRule | StatedPath | undefined {
  const { rule } = hop;
  const object = hop.stage === 'ingress' ? (hop.ingress ?? rule.object) : rule.object;
  const ingress = ingresses.find((each) => isOfIngress(object, each));
  if (ingress === undefined) return undefined;
  if (rule.path?.startsWith('spec.defaultBackend') === true) return statedDefault(ingress);
  const paths = statedPaths(ingress);
  const stated = paths.find(
    ({ field }) => rule.path === field || rule.path?.startsWith(`${field}.`) === true,
  );
  if (stated !== undefined || hop.stage !== 'ingress') return stated;
  const { server, location } = hop;
  return paths.find(({ host, path }) => (host === '' ? '_' : host) === server && path === location?.path);
}
