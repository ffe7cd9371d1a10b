import type { CloudCase } from './clouds-case.js';

/**
 * Pods for the Services of a case: as many on each node as it says, else two. Facts about load balancers leave them out,
 * unless they are what the fact is about.
 */
export function podsFor({ cluster, objects }: CloudCase): readonly unknown[] {
  const nodes = Object.keys(cluster.pods ?? {}).map((name, index) => nodeManifest(nodeName(name), index));
  const places = Object.entries(cluster.pods ?? {}).flatMap(([node, count]) =>
    Array.from({ length: count }, () => nodeName(node)),
  );
  const hosts: readonly (string | undefined)[] = places.length > 0 ? places : [undefined, undefined];
  const pods = objects.flatMap(({ kind, metadata, spec }) =>
    kind === 'Service' && spec?.selector !== undefined
      ? hosts.map((host, index) => ({
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: {
            name: `${metadata.name}-${index}`,
            namespace: metadata.namespace ?? 'default',
            labels: spec.selector,
          },
          spec: {
            ...(host === undefined ? {} : { nodeName: host }),
            containers: [
              {
                name: 'web',
                image: 'web',
                ports: (spec.ports ?? []).map(({ targetPort, protocol }) => ({
                  containerPort: targetPort,
                  protocol,
                })),
              },
            ],
          },
        }))
      : [],
  );
  return [...nodes, ...pods];
}

/** The name of a node of the case, as the API server takes it. */
export function nodeName(name: string): string {
  return name.toLowerCase();
}

function nodeManifest(name: string, index: number): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name },
    status: {
      addresses: [{ type: 'InternalIP', address: `192.168.1.${21 + index}` }],
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  };
}
