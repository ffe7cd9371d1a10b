import type { Listener } from '../../cluster/infrastructure.js';
import type { ListenerAction, TargetGroup } from '../../cluster/listener-rule.js';

/** What the listeners of a load balancer send to: one group for each port of a Service that an Ingress names. */
export function targetGroupsOf(listeners: readonly Listener[]): readonly TargetGroup[] {
  const groups = new Map<string, TargetGroup>();
  for (const { routing } of listeners) {
    const actions = routing === undefined ? [] : [...routing.rules, routing.otherwise];
    for (const { action, object } of actions) {
      for (const group of groupsIn(action)) {
        const { service, port } = group;
        groups.set([object.namespace, object.name, service.name, port.port].join('/'), group);
      }
    }
  }
  return [...groups.values()];
}

function groupsIn(action: ListenerAction): readonly TargetGroup[] {
  return action.kind === 'forward' ? action.to.map(({ group }) => group) : [];
}
