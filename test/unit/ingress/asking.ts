import { expect } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { ingressNginxProfile } from '../../../packages/core/src/controller/ingress-nginx.js';
import type { ControllerProfile } from '../../../packages/core/src/controller/profile.js';
import type { ConfigMap } from '../../../packages/core/src/object/config-map.js';
import { ingressController } from '../../../packages/core/src/ingress/controller.js';
import type { IngressDecision } from '../../../packages/core/src/ingress/decision.js';
import type { IngressRequest } from '../../../packages/core/src/ingress/request.js';
import type { HttpVersion } from '../../../packages/core/src/request/request.js';
import type { ShownCertificate } from '../../../packages/core/src/trace/hop.js';
import { endpointSlice } from '../../objects/endpoint-slice.js';
import { ingressClass } from '../../objects/ingress.js';
import { service } from '../../objects/service.js';

/** A cluster of exactly these objects: nothing is refused, nothing derived. */
export function ingressCluster(...objects: readonly unknown[]): Cluster {
  return createCluster(objects, { admission: 'skip', settle: 'never' });
}

/** Services with one ready endpoint each, by `namespace/name`; port 80 is named http and leads to 8080. */
export function backends(...keys: readonly string[]): readonly unknown[] {
  return keys.flatMap((key, index) => [
    service(key, {
      clusterIP: `10.96.0.${index + 1}`,
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    }),
    endpointSlice(key, [{ addresses: [`10.244.1.${index + 1}`] }], { ports: [{ name: 'http', port: 8080 }] }),
  ]);
}

/** The IngressClass of ingress-nginx. */
export const nginxClass = ingressClass('nginx', 'k8s.io/ingress-nginx');

/** An ingress-nginx that takes Ingresses without class too, with these settings. */
export function nginx({
  version = '1.15.1',
  flags = {},
  data,
}: {
  readonly version?: string;
  readonly flags?: Readonly<Record<string, string>>;
  readonly data?: ConfigMap['data'];
} = {}): ControllerProfile {
  const metadata = {
    name: 'settings',
    namespace: 'ingress',
    uid: '',
    labels: {},
    annotations: {},
    ownerReferences: [],
  };
  return ingressNginxProfile({
    version,
    flags: { 'watch-ingress-without-class': 'true', ...flags },
    ...(data === undefined ? {} : { configMap: { apiVersion: 'v1', kind: 'ConfigMap', metadata, data } }),
  });
}

/** How a request differs from a plain GET of HTTP/1.1. */
export interface Asking {
  readonly method?: string;
  readonly version?: HttpVersion;
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of the host of the URL. */
  readonly host?: string | null;
  readonly sni?: string | null;
  readonly from?: string;
  readonly port?: number;
  readonly proxyProtocol?: string;
}

/** A request by its URL, whose target is sent byte for byte. */
export function request(url: string, asking: Asking = {}): IngressRequest {
  const [, scheme, authority = '', target = ''] = /^(https?):\/\/([^/?#]*)(.*)$/s.exec(url) ?? [];
  const { method = 'GET', version = '1.1', headers = {}, from = '203.0.113.7', proxyProtocol } = asking;
  const isTls = scheme === 'https';
  const sni = asking.sni === undefined ? authority.replace(/:\d+$/, '') : asking.sni;
  return {
    http: {
      version,
      method,
      host: asking.host === undefined ? authority : asking.host,
      target: target === '' ? '/' : target,
      headers: Object.entries(headers).map(([name, value]) => ({ name: name.toLowerCase(), value })),
    },
    ...(isTls ? { tls: { sni } } : {}),
    client: from,
    port: asking.port ?? (isTls ? 443 : 80),
    ...(proxyProtocol === undefined ? {} : { proxyProtocol }),
  };
}

/** What a controller makes of a request. */
export function ask(
  cluster: Cluster,
  profile: ControllerProfile,
  url: string,
  asking: Asking = {},
): IngressDecision {
  return ingressController(cluster, profile).handle(request(url, asking));
}

/**
 * A decision in short: `shop/web:80 /path` for a backend and the target that it gets, a status with its cause or
 * where it redirects to, and otherwise the kind and the cause.
 */
export function inShort({ result }: IngressDecision): string {
  switch (result.kind) {
    case 'forward':
      return `${result.backends.map(({ service: { namespace, name }, port }) => `${namespace}/${name}:${port}`).join(' or ')} ${result.http.target}`;
    case 'response': {
      const location = result.headers.find(({ name }) => name === 'location')?.value;
      return `${result.status} ${location ?? result.cause.code}`;
    }
    case 'left':
      return `left to ${result.to}`;
    case 'pass':
      return `passed on to ${result.backends.map(({ service: { namespace, name }, port }) => `${namespace}/${name}:${port}`).join(' or ')}`;
    case 'refused':
    case 'tls-error':
    case 'closed':
    case 'unknown':
      return `${result.kind} ${result.cause.code}`;
    default:
      return result satisfies never;
  }
}

/** The Secret of the certificate that is shown, and whether it is the controller's own. */
export function shownSecret({ certificate }: IngressDecision): Pick<ShownCertificate, 'secret' | 'default'> {
  const { secret, default: isDefault = true } = certificate ?? {};
  return secret === undefined ? { default: isDefault } : { secret, default: isDefault };
}

/** The codes of what a decision takes for granted. */
export function assumed({ assumptions }: IngressDecision): readonly string[] {
  return assumptions.map(({ code }) => code);
}

/** A header as the backend gets it. */
export function headerAt({ result }: IngressDecision, name: string): string | undefined {
  return result.kind === 'forward'
    ? result.http.headers.find((header) => header.name === name)?.value
    : undefined;
}

/** Stands for any text with this part, in an expected value. */
export function containing(part: string): unknown {
  return expect.stringContaining(part);
}
