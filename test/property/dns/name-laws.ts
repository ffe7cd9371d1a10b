import * as fc from 'fast-check';
import { expect } from 'vitest';
import { clusterArbitrary } from '../../../packages/core/src/arbitrary/cluster/cluster-arbitrary.js';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import { resolveName } from '../../../packages/core/src/dns/resolve-name.js';
import type { Pod } from '../../../packages/core/src/object/pod.js';
import type { Service } from '../../../packages/core/src/object/service.js';
import { clusterRuns } from '../drawn.js';
import { law } from '../law.js';

/** Services of every kind that has a name, of which pods of the same and of another namespace ask. */
const named = clusterArbitrary({
  ingresses: { max: 0 },
  workloadKinds: ['Pod'],
  serviceKinds: ['ClusterIP', 'headless', 'ExternalName'],
  features: ['namespaces', 'readiness', 'termination'],
});

const domain = 'cluster.local';

function fullName({ metadata: { namespace, name } }: Service): string {
  return `${name}.${namespace}.svc.${domain}`;
}

/** The ways to call a Service, from the shortest to the longest, and a name below it that nobody has. */
function namesOf(service: Service): readonly string[] {
  const { namespace, name } = service.metadata;
  const full = fullName(service);
  return [name, `${name}.${namespace}`, `${name}.${namespace}.svc`, full, `nobody.${full}`];
}

/** What the DNS has under a full name, read off the Services and their pods. */
function naiveRecords(cluster: Cluster, full: string): readonly string[] {
  const service = cluster.list('Service').find((each) => `${fullName(each)}.` === full);
  if (service === undefined) return [];
  const { type, externalName, clusterIP, selector = {}, publishNotReadyAddresses } = service.spec;
  if (type === 'ExternalName') return [`${externalName}.`];
  if (clusterIP !== 'None') return [clusterIP];
  return cluster
    .list('Pod', service.metadata.namespace)
    .filter(({ metadata }) => Object.entries(selector).every(([label, is]) => metadata.labels[label] === is))
    .filter((pod) => publishNotReadyAddresses || isServing(pod))
    .flatMap(({ status }) => status.podIPs)
    .sort();
}

function isServing({ metadata, status }: Pod): boolean {
  const isReady = status.conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True');
  return isReady && metadata.deletionTimestamp === undefined;
}

/** The names that a pod asks for, one after the other: its search list, and the name as it is once that has five dots. */
function candidates({ metadata: { namespace } }: Pod, name: string): readonly string[] {
  const searched = [`${namespace}.svc.`, 'svc.', ''].map((level) => `${name}.${level}${domain}.`);
  return name.split('.').length > 5 ? [`${name}.`, ...searched] : [...searched, `${name}.`];
}

/** How names lead to Services. */
export const nameLaws = {
  'a pod asks for a name by its search list, in order, and finds what a look at Services and pods gives': law(
    fc.property(named, fc.nat({ max: 4 }), ({ cluster }, spelling) => {
      for (const pod of cluster.list('Pod').filter(({ metadata }) => metadata.namespace !== 'kube-system')) {
        for (const service of cluster.list('Service')) {
          const name = namesOf(service)[spelling] ?? '';
          const { queries, hosts } = resolveName(cluster, name, { on: pod, types: ['A'] });
          // A pod finds its own name in its hosts file.
          if (hosts.length > 0) continue;
          const all = candidates(pod, name);
          const found = all.findIndex((candidate) => naiveRecords(cluster, candidate).length > 0);
          const wanted = found < 0 ? all : all.slice(0, found + 1);
          expect(queries.map((query) => query.name)).toEqual(wanted);
          const [record, ...more] = queries.at(-1)?.answer ?? [];
          const data = [record, ...more].flatMap((each) => each?.data ?? []).sort();
          const isAlias = service.spec.type === 'ExternalName' && found >= 0;
          expect({ name, type: record?.type, data }).toEqual({
            name,
            type: found < 0 ? undefined : isAlias ? 'CNAME' : 'A',
            data: found < 0 ? [] : naiveRecords(cluster, all[found] ?? ''),
          });
        }
      }
    }),
    clusterRuns,
  ),
};
