import type { Cluster } from '../cluster/cluster.js';
import type { ListenerRouting, ListenerRule } from '../cluster/listener-rule.js';
import type { LoadBalancerHop } from '../trace/hop.js';
import type { Skip } from '../trace/rule.js';
import { holds, rejectionOf, routedRequest, type RoutedRequest } from './condition.js';

/** The rule that takes a request: the first one whose conditions all hold. */
export function ruleFor({ rules }: ListenerRouting, request: RoutedRequest): ListenerRule | undefined {
  return rules.find(({ conditions }) => conditions.every((condition) => holds(condition, request)));
}

/** The rules of the listener that did not take the request of a hop, each with the reason. */
export function rejectedRules(
  cluster: Cluster,
  { loadBalancer, listener, packet: { http, source } }: LoadBalancerHop,
): readonly Skip[] {
  const routing = cluster
    .loadBalancer(loadBalancer)
    ?.listeners.find(
      ({ port, protocol }) => port === listener.port && protocol === listener.protocol,
    )?.routing;
  if (routing === undefined || http === undefined) return [];
  const request = routedRequest(http, source.address);
  const taken = ruleFor(routing, request);
  return routing.rules
    .filter((rule) => rule !== taken)
    .map(({ conditions, object, path }): Skip => {
      const failing = conditions.find((condition) => !holds(condition, request));
      return { code: failing === undefined ? 'rule-tried-earlier' : rejectionOf(failing), object, path };
    });
}
