import type {
  AllUnhealthy,
  BalancerTraits,
  Listener,
  LoadBalancerPlan,
  ProvisionedPart,
} from '../../cluster/infrastructure.js';
import type { Cluster } from '../../cluster/cluster.js';
import type { ListenerAction, ListenerRouting, TargetGroup } from '../../cluster/listener-rule.js';
import type { FrontendConfig } from '../../object/frontend-config.js';
import { referenceTo } from '../../object/reference.js';
import { isCertificate } from '../../object/secret.js';
import type { ObjectReference } from '../../problem/problem.js';
import {
  allowHttp,
  allowsHttp,
  frontendConfig,
  type GceClass,
  managedCertificates,
  preSharedCert,
  productOf,
  regionalStaticIp,
  states,
} from './gce-annotation.js';
import type { GceReading } from './gce-backend.js';
import { urlMapOf } from './gce-url-map.js';
import { type IngressBalancerAnswer, isRefusal, type Refusal, refusedAt } from './plan.js';
import { targetGroupsOf } from './target-groups.js';

/**
 * The Application Load Balancer of one Ingress on Google Cloud: Ingresses never share one. It is planned as a whole, or
 * not at all.
 *
 * @see kubernetes/ingress-gce pkg/controller/controller.go, sync; pkg/loadbalancers/l7.go, edgeHop
 */
export function planGce(reading: GceReading): IngressBalancerAnswer {
  const { ingress, gceClass } = reading;
  const map = urlMapOf(reading);
  if (isRefusal(map)) return map;
  const secrets = secretsOf(reading);
  if (isRefusal(secrets)) return secrets;
  const isOutside = states(ingress, preSharedCert) || states(ingress, managedCertificates);
  const hasTLS = secrets.length > 0 || isOutside;
  const refusal = frontRefusal(reading, hasTLS);
  if (refusal !== undefined) return refusal;
  const listeners = [
    ...(allowsHttp(ingress) ? [listener('HTTP', 80, redirectOf(reading) ?? map)] : []),
    ...(hasTLS ? [{ ...listener('HTTPS', 443, map), ...(isOutside ? {} : { certificates: secrets }) }] : []),
  ];
  return { kind: 'plan', plan: planOf(gceClass, listeners, zonesOf(reading.cluster)) };
}

/** The Secrets of the TLS sections: each must be there and hold a certificate. @see kubernetes/ingress-gce pkg/translator/translator.go, NewEnv, secrets */
function secretsOf({ cluster, ingress }: GceReading): readonly ObjectReference[] | Refusal {
  const { namespace } = ingress.metadata;
  const found: ObjectReference[] = [];
  for (const [index, { secretName = '' }] of ingress.spec.tls.entries()) {
    const secret = cluster.get('Secret', `${namespace}/${secretName}`);
    if (secret === undefined || !isCertificate(secret)) {
      const message =
        secret === undefined
          ? `Secret ${namespace}/${secretName} does not exist`
          : `Secret ${namespace}/${secretName} has no tls.crt and tls.key`;
      const path = `spec.tls[${index}].secretName`;
      return refusedAt(
        referenceTo(ingress),
        path,
        message,
        'Create the Secret with a certificate and its key',
      );
    }
    found.push(referenceTo(secret));
  }
  return found;
}

/** What cannot be of the ports. */
function frontRefusal({ ingress, gceClass }: GceReading, hasTLS: boolean): Refusal | undefined {
  const object = referenceTo(ingress);
  const path = `metadata.annotations[${allowHttp}]`;
  if (!allowsHttp(ingress) && !hasTLS) {
    const message = 'plain HTTP is switched off and there is no certificate, so that no port is left';
    return refusedAt(object, path, message, 'Give spec.tls a Secret, or leave out the annotation');
  }
  if (gceClass === 'gce-internal' && hasTLS && allowsHttp(ingress) && !states(ingress, regionalStaticIp)) {
    const message = 'an internal load balancer has HTTP and HTTPS on one address only with a static address';
    return refusedAt(object, path, message, `Set ${allowHttp}: "false", or name a static address`);
  }
  return undefined;
}

function listener(terminates: 'HTTP' | 'HTTPS', port: number, routing: ListenerRouting): Listener {
  const path = terminates === 'HTTPS' ? 'spec.tls' : 'spec.rules';
  return { protocol: 'TCP', port, targetPort: 0, preservesClient: false, terminates, path, routing };
}

/** @see docs.cloud.google.com compute/docs/reference/rest/v1/urlMaps, redirectResponseCode */
const redirectCodes: ReadonlyMap<string, 301 | 302 | 303 | 307 | 308> = new Map([
  ['MOVED_PERMANENTLY_DEFAULT', 301],
  ['FOUND', 302],
  ['SEE_OTHER', 303],
  ['TEMPORARY_REDIRECT', 307],
  ['PERMANENT_REDIRECT', 308],
]);

/** The URL map of port 80 where a FrontendConfig sends everything to HTTPS. @see kubernetes/ingress-gce pkg/translator/translator.go, ToRedirectUrlMap */
function redirectOf({ cluster, ingress }: GceReading): ListenerRouting | undefined {
  const name = ingress.metadata.annotations[frontendConfig];
  const config: FrontendConfig | undefined =
    name === undefined ? undefined : cluster.get('FrontendConfig', `${ingress.metadata.namespace}/${name}`);
  const redirect = config?.spec.redirectToHttps;
  if (config === undefined || redirect?.enabled !== true) return undefined;
  const status = redirectCodes.get(redirect.responseCodeName) ?? 301;
  const kept = { host: '#{host}', port: '', path: '/#{path}', query: '#{query}' };
  const action: ListenerAction = { kind: 'redirect', status, protocol: 'https', ...kept };
  return { rules: [], otherwise: { action, object: referenceTo(config), path: 'spec.redirectToHttps' } };
}

/** From where the proxies reach backends. @see docs.cloud.google.com load-balancing/docs/firewall-rules */
const frontEnds = ['130.211.0.0/22', '35.191.0.0/16'];

function planOf(gceClass: GceClass, listeners: readonly Listener[], zones: number): LoadBalancerPlan {
  const groups = targetGroupsOf(listeners);
  const [first] = groups;
  const count = listeners.length;
  const { product, scheme } = productOf(gceClass);
  const isOfPods = first?.targetType === 'pod';
  return {
    controller: 'gce-ingress',
    product,
    layer: 7,
    kind: 'l7-proxy',
    parts: [
      { type: 'forwarding-rule', count },
      { type: 'target-proxy', count },
      { type: 'url-map', count: 1 },
      { type: 'backend-service', count: groups.length },
      { type: 'health-check', count: groups.length },
      ...groupParts(groups, zones),
    ],
    scheme,
    status: { field: 'ip', value: 'own' },
    listeners,
    targetType: isOfPods ? 'pod' : 'node',
    delivers: isOfPods ? 'podIP' : 'nodePort',
    sourceRanges: [],
    probe: first?.probe ?? null,
    allUnhealthy: allUnhealthyOf(gceClass),
    traits: traitsOf(gceClass, first?.drainingSeconds),
  };
}

/** In each zone one instance group for all backends, or a network endpoint group for each of them. @see kubernetes/ingress-gce pkg/instancegroups, pkg/neg */
function groupParts(groups: readonly TargetGroup[], zones: number): readonly ProvisionedPart[] {
  const negs = groups.filter(({ targetType }) => targetType === 'pod').length;
  return [
    ...(negs < groups.length ? [{ type: 'instance-group', count: zones }] : []),
    ...(negs > 0 ? [{ type: 'network-endpoint-group', count: negs * zones }] : []),
  ];
}

/** In how many zones the nodes are; where none is known they count as one. */
function zonesOf(cluster: Cluster): number {
  const zones = cluster.list('Node').map(({ metadata }) => metadata.labels['topology.kubernetes.io/zone']);
  return Math.max(1, new Set(zones.filter((zone) => zone !== undefined)).size);
}

/** The classic load balancer always answers 502; those of Envoy tell what is the matter. @see docs.cloud.google.com load-balancing/docs/https/troubleshooting-ext-https-lbs */
function allUnhealthyOf(gceClass: GceClass): AllUnhealthy {
  return { behaviour: 'error', status: gceClass === 'gce' ? 502 : 503 };
}

/** @see docs.cloud.google.com load-balancing/docs/https, X-Forwarded-For header */
function traitsOf(gceClass: GceClass, drainingSeconds: number | undefined): BalancerTraits {
  return {
    headers: ['X-Forwarded-For', 'X-Forwarded-Proto'],
    forwardedFor: 'append-with-own',
    ...(gceClass === 'gce' ? { sources: frontEnds } : {}),
    ...(drainingSeconds === undefined ? {} : { drainingSeconds }),
  };
}
