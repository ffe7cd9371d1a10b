import * as fc from 'fast-check';
import type { Cluster } from '../../cluster/cluster.js';
import { anyPath, type Destination } from './destination.js';
import { type Door, insideDoors, outsideDoors } from './door.js';
import { elementOf } from '../element-of.js';
import { hostSpellings } from './host-spelling.js';
import { type PublishedSite, publishedSites } from './published-site.js';
import { serviceDestination } from './service-destination.js';

/** Everything in a cluster that a request can be sent to, and what is nearly there. */
export function destinationOf(cluster: Cluster): fc.Arbitrary<Destination> {
  const outside = outsideDoors(cluster);
  const services = cluster.list('Service');
  return fc.oneof(
    { withCrossShrink: true },
    ...publishedDestinations(cluster, outside),
    ...(services.length === 0 ? [] : [{ weight: 4, arbitrary: serviceDestination(cluster, services) }]),
    ...doorDestinations(3, outside, false),
    ...doorDestinations(2, insideDoors(cluster), true),
    { weight: 1, arbitrary: fc.constant(nowhere) },
  );
}

const nowhere: Destination = {
  host: 'nowhere.example',
  port: 80,
  protocol: 'TCP',
  isInside: false,
  paths: anyPath,
};

/** Published hosts, found by DNS or, whatever DNS says, at one of the doors. */
function publishedDestinations(
  cluster: Cluster,
  doors: readonly Door[],
): readonly fc.WeightedArbitrary<Destination>[] {
  const sites = publishedSites(cluster);
  const named = sites.filter(({ isPublished }) => isPublished);
  return [
    ...(named.length === 0 ? [] : [{ weight: 4, arbitrary: siteDestination(named) }]),
    ...(sites.length === 0 || doors.length === 0
      ? []
      : [
          {
            weight: 3,
            arbitrary: fc
              .tuple(siteDestination(sites), elementOf(doors))
              .map(([site, door]): Destination => ({ ...site, ...door })),
          },
        ]),
  ];
}

function siteDestination(sites: readonly PublishedSite[]): fc.Arbitrary<Destination> {
  return fc
    .tuple(elementOf(sites), fc.constantFrom(...hostSpellings))
    .map(([{ host, paths }, spell]) => ({ host: spell(host), protocol: 'TCP', isInside: false, paths }));
}

/** The doors by their addresses. */
function doorDestinations(
  weight: number,
  doors: readonly Door[],
  isInside: boolean,
): readonly fc.WeightedArbitrary<Destination>[] {
  if (doors.length === 0) return [];
  const arbitrary = elementOf(doors).map(({ address, port, protocol }): Destination => ({
    host: address,
    port,
    protocol,
    isInside,
    paths: anyPath,
  }));
  return [{ weight, arbitrary }];
}
