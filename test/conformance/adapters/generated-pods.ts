import type { EndpointsCase } from './endpoints-case.js';

/** The pods that a case asks to be made by number; none where it asks for none. */
export function generatedPods({ generatePods, allReady = false }: EndpointsCase): readonly unknown[] {
  if (generatePods === undefined) return [];
  const { count, namePattern, namespace, labels, nodeName, containerPorts } = generatePods;
  return Array.from({ length: count }, (_, index) => {
    const ready = allReady || index % 3 !== 0;
    const ports = containerPorts === undefined ? [] : [{ name: 'http', containerPort: 8080 + (index % 5) }];
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: namePattern.replace('<i>', String(index)), namespace, labels },
      spec: { nodeName, containers: [{ name: 'container', image: 'app', ports }] },
      status: {
        phase: 'Running',
        podIP: `10.9.${Math.floor(index / 200)}.${(index % 200) + 1}`,
        conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
      },
    };
  });
}
