import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../../../../../packages/core/src/analysis/lint/finding.js';
import type { FindingCode } from '../../../../../packages/core/src/analysis/lint/findings.js';
import { routeRules } from '../../../../../packages/core/src/analysis/lint/route/route-rules.js';
import type { Cluster } from '../../../../../packages/core/src/cluster/cluster.js';
import type { Platform } from '../../../../../packages/core/src/cluster/platform.js';
import { createCluster } from '../../../../../packages/core/src/control/create-cluster.js';
import { readManifests } from '../../../../../packages/core/src/yaml/read-manifests.js';
import { ingress, type IngressSpec } from '../../../../objects/ingress.js';
import { nginxController } from '../../../../objects/nginx-controller.js';
import { service } from '../../../../objects/service.js';
import { barePod } from '../../../../objects/workload.js';

const folder = fileURLToPath(new URL('../../../../../examples/findings/', import.meta.url));

/** The cluster of an example, as it is or mended. */
export function exampleOf(code: FindingCode, state: 'broken' | 'fixed' = 'broken'): Cluster {
  const file = `${folder}${code}${state === 'broken' ? '' : '.fixed'}.yaml`;
  return createCluster(readManifests(readFileSync(file, 'utf8')));
}

/** Annotations of ingress-nginx, by their names without prefix. */
export function annotated(annotations: Readonly<Record<string, string>>): Pick<IngressSpec, 'annotations'> {
  const named = Object.entries(annotations).map(([name, value]) => [
    `nginx.ingress.kubernetes.io/${name}`,
    value,
  ]);
  return { annotations: Object.fromEntries(named) as Readonly<Record<string, string>> };
}

/** A cluster with ingress-nginx and Ingresses by their `namespace/name`; Services are there as far as they are named. */
export function clusterOf(
  ingresses: Readonly<Record<string, IngressSpec>>,
  platform?: Platform,
  controller: readonly unknown[] = nginxController(),
): Cluster {
  const all = Object.entries(ingresses).map(([key, spec]) => ingress(key, { className: 'nginx', ...spec }));
  const services = all.flatMap(({ metadata, spec }) =>
    spec.rules
      .flatMap(({ http }) => http.paths)
      .flatMap(({ backend }) =>
        'service' in backend ? [`${metadata.namespace}/${backend.service.name}`] : [],
      ),
  );
  const backends = [...new Set(services)].flatMap((key) => [
    service(key, { selector: { app: key.replace('/', '-') }, ports: [{ port: 80 }] }),
    barePod(key, { labels: { app: key.replace('/', '-') } }),
  ]);
  return createCluster([...controller, ...all, ...backends], platform === undefined ? {} : { platform });
}

/** What is found about routes. */
export function found(cluster: Cluster): readonly Finding[] {
  return routeRules.flatMap((rule) => rule(cluster));
}

/** The codes of what is found about routes. */
export function codes(cluster: Cluster): readonly FindingCode[] {
  return found(cluster).map(({ code }) => code);
}

/** What is found, in short: code, object, field; then the request and the Service that it is sent to. */
export function told(cluster: Cluster): readonly string[] {
  return found(cluster).map(({ code, severity, object, path, evidence }) => {
    const where = `${severity} ${code} ${object.namespace ?? ''}/${object.name} ${path}`;
    return evidence.kind === 'rule' ? where : `${where} | ${shown(evidence)}`;
  });
}

function shown({ request, trace }: Extract<Finding['evidence'], { kind: 'request' }>): string {
  const hop = trace.hops.find((each) => each.stage === 'ingress');
  const { outcome } = trace;
  const end = outcome.kind === 'response' ? String(outcome.status) : outcome.kind;
  return `${request.url} -> ${hop?.backend === undefined ? end : `${hop.backend.service.namespace ?? ''}/${hop.backend.service.name}`}`;
}
