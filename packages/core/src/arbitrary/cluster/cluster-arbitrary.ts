import * as fc from 'fast-check';
import type { FlawChoice } from './flaws.js';
import { withFlaw } from './flaws.js';
import { GeneratedCluster } from './generated-cluster.js';
import { type IngressChoice, ingressesArbitrary, writeIngresses } from './ingress.js';
import {
  classNameOf,
  ingressControllerArbitrary,
  type IngressControllerChoice,
  ingressControllerManifests,
} from './ingress-controller.js';
import type { ClusterKnobs, ClusterSettings } from './knobs.js';
import { withDefaults } from './knobs.js';
import { firstNodeOf, platformArbitrary } from './platform-choice.js';
import { type ServiceChoice, servicesArbitrary, writeServices } from './service.js';
import { type Workload, workloadManifests, workloadsArbitrary } from './workload.js';
import type { WrittenManifest } from './written-manifest.js';

/**
 * Clusters as users write them: workloads, Services of every type, Ingresses with their controller, on some platform.
 * The API server takes every object; shrinking leads to one pod behind one Service that leaves everything else open.
 *
 * @throws {RangeError} for a knob that there is not, a count that can't be or something that can't be drawn
 * @public
 * @example
 * fc.assert(
 *   fc.property(clusterArbitrary({ ingresses: { min: 1 } }), ({ cluster }) => cluster.problems.length === 0),
 * );
 */
export function clusterArbitrary(knobs: ClusterKnobs = {}): fc.Arbitrary<GeneratedCluster> {
  const settings = withDefaults(knobs);
  return fc
    .tuple(
      workloadsArbitrary(settings),
      servicesArbitrary(settings),
      ingressesArbitrary(settings),
      ingressControllerArbitrary(settings),
      flawsArbitrary(settings),
      platformArbitrary(settings),
    )
    .map(
      ([workloads, services, ingresses, controller, flaws, platform]) =>
        new GeneratedCluster(
          flaws.reduce(
            withFlaw,
            manifestsOf(workloads, services, ingresses, controller, firstNodeOf(platform)),
          ),
          platform,
        ),
    );
}

function flawsArbitrary({ flaws }: ClusterSettings): fc.Arbitrary<readonly FlawChoice[]> {
  if (flaws.length === 0) return fc.constant([]);
  const choice = fc
    .tuple(fc.constantFrom(...flaws), fc.nat({ max: 7 }))
    .map(([flaw, at]): FlawChoice => ({ flaw, at }));
  return fc.array(choice, { minLength: 1, maxLength: 2 });
}

function manifestsOf(
  workloads: readonly Workload[],
  serviceChoices: readonly ServiceChoice[],
  ingressChoices: readonly IngressChoice[],
  controller: IngressControllerChoice,
  node: string,
): readonly WrittenManifest[] {
  const services = writeServices(serviceChoices, workloads);
  const ingresses = writeIngresses(ingressChoices, services, classNameOf(controller));
  return [
    ...workloads.flatMap((workload) => workloadManifests(workload, node)),
    ...services.flatMap(({ manifest, slice }) => (slice === undefined ? [manifest] : [manifest, slice])),
    ...ingresses,
    ...(ingresses.length === 0 ? [] : ingressControllerManifests(controller)),
  ];
}
