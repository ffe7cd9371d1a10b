import { describe, expect, test } from 'vitest';
import { createCluster } from '../../../../packages/core/src/control/create-cluster.js';
import type { Problem } from '../../../../packages/core/src/problem/problem.js';
import { configMap, controllerPod } from '../../controller/controller-pod.js';

function streamProblems(args: readonly string[]): readonly Problem[] {
  const objects = [
    configMap('ingress/streams', { 9000: 'shop/db:5432', 9001: 'db', x: 'shop/db:1' }),
    configMap('ingress/others', { x: 'y' }),
    controllerPod('ingress/c', { args }),
  ];
  return createCluster(objects).problems.filter(({ code }) => code === 'stream-service-invalid');
}

describe('entries of the ConfigMaps of streams', () => {
  test.each(['tcp', 'udp'])('that an ingress controller does not take are reported (%s)', (protocol) => {
    expect(streamProblems([`--${protocol}-services-configmap=ingress/streams`])).toMatchObject(
      ['data[9001]', 'data[x]'].map((path) => ({
        severity: 'warning',
        object: { kind: 'ConfigMap', namespace: 'ingress', name: 'streams' },
        path,
      })),
    );
  });

  test('concern nobody where no controller reads them', () => {
    expect(streamProblems([])).toEqual([]);
  });

  test('are reported until they are mended', () => {
    const pod = controllerPod('ingress/c', { args: ['--tcp-services-configmap=ingress/streams'] });
    const bad = createCluster([configMap('ingress/streams', { 9000: 'db' }), pod]);
    const mended = bad.apply(configMap('ingress/streams', { 9000: 'shop/db:1' }));
    const codes = ({ problems }: typeof bad): readonly string[] => problems.map(({ code }) => code);
    expect(codes(bad)).toContain('stream-service-invalid');
    expect(codes(mended)).not.toContain('stream-service-invalid');
  });
});
