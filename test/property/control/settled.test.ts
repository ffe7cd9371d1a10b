import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WritableCluster } from '../../../packages/core/src/cluster/control-plane.js';
import { StoredCluster } from '../../../packages/core/src/cluster/stored-cluster.js';
import { controllers } from '../../../packages/core/src/control/controllers.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { settle } from '../../../packages/core/src/control/settle.js';
import { canonical } from './canonical.js';
import { clusterOf, contents, objects, objectsOf } from './world.js';

describe('a settled cluster', () => {
  test('has nothing left to settle', () => {
    fc.assert(
      fc.property(objects, (given) => {
        const cluster = clusterOf(given);
        const again = settle(
          writable(cluster),
          { added: objectsOf(cluster), updated: [], removed: [] },
          controllers,
        );
        expect(contents(again)).toEqual(contents(cluster));
      }),
    );
  });

  test('is the same whatever the order of the objects', () => {
    fc.assert(
      fc.property(
        objects.chain((given) =>
          fc.tuple(fc.constant(given), fc.shuffledSubarray([...given], { minLength: given.length })),
        ),
        ([given, shuffled]) => {
          expect(contents(clusterOf(shuffled))).toEqual(contents(clusterOf(given)));
        },
      ),
    );
  });

  test('is the same whether objects come at once or later, but for what is allocated', () => {
    fc.assert(
      fc.property(objects, fc.nat({ max: 8 }), (given, cut) => {
        const later = clusterOf(given.slice(0, cut)).apply(...given.slice(cut));
        expect(canonical(later)).toEqual(canonical(clusterOf(given)));
      }),
    );
  });

  test('is the same when an object is applied that is there already', () => {
    fc.assert(
      fc.property(objects, fc.nat(), (given, index) => {
        const cluster = clusterOf(given);
        const again = given.length === 0 ? cluster : cluster.apply(given[index % given.length]);
        expect(contents(again)).toEqual(contents(cluster));
      }),
    );
  });

  test('is left by what is deleted as if it had never been there, but for what is allocated', () => {
    fc.assert(
      fc.property(objects, fc.nat({ max: 8 }), (given, cut) => {
        const gone = given
          .slice(cut)
          .map(({ kind, metadata: { namespace, name } }) => ({ kind, namespace, name }));
        expect(canonical(clusterOf(given).delete(...gone))).toEqual(
          canonical(clusterOf(given.slice(0, cut)).apply(...namespacesOf(given))),
        );
      }),
    );
  });
});

test('no input makes createCluster throw', () => {
  const kinds = [
    'Pod',
    'Service',
    'Deployment',
    'StatefulSet',
    'Node',
    'Ingress',
    'EndpointSlice',
    'Job',
    'List',
  ];
  const object = fc.record(
    {
      apiVersion: fc.constantFrom('v1', 'apps/v1', 'batch/v1', 'networking.k8s.io/v1', 'discovery.k8s.io/v1'),
      kind: fc.constantFrom(...kinds),
      metadata: fc.oneof(fc.record({ name: fc.string(), namespace: fc.string() }), fc.anything()),
      spec: fc.oneof(
        fc.dictionary(
          fc.constantFrom('replicas', 'selector', 'template', 'ports', 'type', 'clusterIP', 'nodeName'),
          fc.anything(),
        ),
        fc.anything(),
      ),
      status: fc.anything(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(object, fc.anything())),
      fc.constantFrom('enforce' as const, 'skip' as const),
      fc.constantFrom('auto' as const, 'never' as const),
      (given, admission, mode) => {
        expect(createCluster(given, { admission, settle: mode }).apply(...given).problems).toBeInstanceOf(
          Array,
        );
      },
    ),
  );
});

function writable(cluster: unknown): WritableCluster {
  if (!(cluster instanceof StoredCluster)) throw new TypeError('a stored cluster is expected');
  return cluster;
}

/** The namespaces that objects are in: they stay when the objects go. */
function namespacesOf(
  given: readonly { readonly metadata: { readonly namespace: string } }[],
): readonly unknown[] {
  return [...new Set(given.map(({ metadata }) => metadata.namespace))].map((name) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  }));
}
