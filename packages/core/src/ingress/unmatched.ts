import type { Cluster } from '../cluster/cluster.js';
import { takes } from '../controller/class.js';
import type { ControllerProfile } from '../controller/profile.js';
import { unclaimedReason } from '../controller/unclaimed.js';
import { nearestName } from '../object/field/nearest-name.js';
import type { Ingress } from '../object/ingress.js';
import type { Cause } from '../trace/outcome.js';
import { ingressLabel, ingressReference } from './reference.js';

/** A path where an Ingress states it. */
export interface StatedPath {
  readonly ingress: Ingress;
  readonly pathField: string;
  /** The path as the Ingress writes it. */
  readonly text: string;
}

const shownHosts = 5;

/**
 * Why no rule of a controller takes a host: an Ingress with that host may exist that the controller does not take, or
 * the host may be written otherwise.
 *
 * @param hosts those that the controller has rules for
 */
export function unknownHost(
  cluster: Cluster,
  profile: ControllerProfile,
  host: string,
  hosts: readonly string[],
): Cause {
  const untaken = ingressesNaming(cluster, host).find((ingress) => !takes(cluster, profile, ingress));
  if (untaken !== undefined) return notTaken(cluster, profile, untaken, host);
  const near = nearestName(
    host,
    hosts.filter((other) => isAkin(host, other)),
  );
  const known = hosts.slice(0, shownHosts).join(', ');
  return {
    code: 'host-unknown',
    message: `No Ingress that ${profile.name} takes has rules for ${host === '' ? 'requests without host' : `host ${host}`}.`,
    fix:
      near !== undefined
        ? `Ask for ${near}, or add the host to spec.rules of an Ingress.`
        : `Add the host to spec.rules of an Ingress${known === '' ? '' : `; hosts with rules are ${known}`}.`,
  };
}

/** Whether two hosts differ in their first labels only, or only in what follows them: other slips are not looked for. */
function isAkin(host: string, other: string): boolean {
  return firstLabel(host) === firstLabel(other) || rest(host) === rest(other);
}

function firstLabel(host: string): string {
  return host.includes('.') ? host.slice(0, host.indexOf('.')) : '';
}

function rest(host: string): string {
  return host.includes('.') ? host.slice(host.indexOf('.')) : '';
}

/** The Ingresses with rules for a host, taken or not. */
export function ingressesNaming(cluster: Cluster, host: string): readonly Ingress[] {
  return ingressesByHost(cluster).get(host) ?? none;
}

const none: readonly Ingress[] = [];

const remembered = new WeakMap<readonly Ingress[], ReadonlyMap<string, readonly Ingress[]>>();

function ingressesByHost(cluster: Cluster): ReadonlyMap<string, readonly Ingress[]> {
  const ingresses = cluster.list('Ingress');
  const known = remembered.get(ingresses);
  if (known !== undefined) return known;
  const byHost = new Map<string, Ingress[]>();
  for (const ingress of ingresses) {
    for (const { host } of ingress.spec.rules) {
      const ofHost = byHost.get(host);
      if (ofHost === undefined) byHost.set(host, [ingress]);
      else ofHost.push(ingress);
    }
  }
  remembered.set(ingresses, byHost);
  return byHost;
}

function notTaken(cluster: Cluster, profile: ControllerProfile, ingress: Ingress, host: string): Cause {
  const reason = unclaimedReason(cluster, ingress);
  if (reason !== undefined) return reason;
  return {
    code: 'host-unknown',
    object: ingressReference(ingress),
    path: 'spec.ingressClassName',
    message: `${ingressLabel(ingress)} has rules for ${host}, but another controller takes it, not ${profile.name}.`,
    fix: 'Ask at the address of the other controller, or change spec.ingressClassName.',
  };
}

/**
 * Why no path of a host takes a request.
 *
 * @param paths those of the host
 */
export function unknownPath(host: string, path: string, paths: readonly StatedPath[]): Cause {
  const texts = [...new Set(paths.map(({ text }) => text))];
  const near = nearestName(path, texts);
  const nearest = paths.find(({ text }) => text === near) ?? paths[0];
  return {
    code: 'path-unknown',
    ...(nearest === undefined ? {} : { object: ingressReference(nearest.ingress), path: nearest.pathField }),
    message: `${host === '' ? 'The rules for every host have' : `Host ${host} has`} no path that covers ${path}; there ${texts.length === 0 ? 'are none' : `is ${texts.join(', ')}`}.`,
    fix:
      near === undefined
        ? 'Add a path that covers the request, such as / of type Prefix.'
        : `Ask for ${near}, or add a path that covers the request.`,
  };
}
