import type { Happening } from '../event/event.js';

/**
 * What happened, in a few words.
 *
 * @public
 * @example
 * ```ts
 * for (const event of simulation.log) console.log(event.at, eventText(event));
 * ```
 */
export function eventText(event: Happening): string {
  switch (event.kind) {
    case 'act':
      return `${event.act} ${event.detail}`.trimEnd();
    case 'written': {
      const { kind, namespace, name } = event.object;
      return `${event.by}: ${event.verb} ${[kind, namespace, name].filter(Boolean).join('/')}`;
    }
    case 'refused': {
      const { kind, namespace, name } = event.object;
      return `refused ${[kind, namespace, name].filter(Boolean).join('/')}: ${event.path}: ${event.message}`;
    }
    case 'pod-deleting':
      return `pod ${event.pod} is being deleted by ${event.by}`;
    case 'pod-ready':
      return `pod ${event.pod} is ${event.ready ? 'ready' : 'not ready'}`;
    case 'container-started':
      return `container ${event.container} of ${event.pod} started${event.restarts === 0 ? '' : `, restart ${event.restarts}`}`;
    case 'container-ended':
      return `container ${event.container} of ${event.pod} ended`;
    case 'signal':
      return `${event.signal} to container ${event.container} of ${event.pod}`;
    case 'proxy-synced':
      return `kube-proxy on ${event.node} brought its rules up to date`;
    case 'controller-synced':
      return `ingress controller ${event.pod} ${event.reload ? 'reloaded' : 'took new endpoints'}`;
    case 'target-health':
      return `load balancer ${event.balancer} found ${event.target} ${event.healthy ? 'healthy' : 'unhealthy'}`;
    case 'node-status':
      return `node ${event.node} has Ready ${event.ready}`;
    case 'node-tainted':
      return `node ${event.node} tainted ${event.key}:${event.effect}`;
    case 'rollout':
      return `deployment ${event.deployment} has Progressing ${event.progressing}: ${event.reason}`;
    case 'autoscaled':
      return `${event.workload} scaled from ${event.from} to ${event.to}`;
    case 'request':
      return `${event.url}: ${event.outcome}, ${event.cause}${event.pod === undefined ? '' : `, pod ${event.pod}`}`;
    default:
      return event satisfies never;
  }
}
