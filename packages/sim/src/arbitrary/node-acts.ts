import * as fc from 'fast-check';
import type { Cluster } from '@kubehop/core';
import type { Act } from '../act/act.js';
import type { Fault } from '../fault/fault.js';
import { faultText } from '../fault/fault.js';
import { lasting, onceIn, oneOf, type Plan, type Step } from './plan.js';

const zoneLabel = 'topology.kubernetes.io/zone';

/** A node that takes no more pods for some time. */
export function drain(cluster: Cluster): readonly fc.Arbitrary<Plan>[] {
  return oneOf(namesOf(cluster)).map((names) =>
    fc
      .tuple(names, fc.constantFrom('drain' as const, 'cordon' as const), lasting)
      .map(([name, act, time]) => [
        step(0, `${act} node ${name}`, name, { act, node: name }),
        step(time, `uncordon node ${name}`, name, { act: 'uncordon', node: name }),
      ]),
  );
}

/** A node that gets a taint. */
export function taint(cluster: Cluster): readonly fc.Arbitrary<Plan>[] {
  return oneOf(namesOf(cluster)).map((names) =>
    fc.tuple(names, fc.constantFrom('NoSchedule' as const, 'NoExecute' as const)).map(([name, effect]) => [
      step(0, `taint node ${name} with ${effect}`, name, {
        act: 'taint',
        node: name,
        key: 'example.com/other',
        effect,
      }),
    ]),
  );
}

/** A kubelet that says of its node that it is not ready. */
export function report(cluster: Cluster): readonly fc.Arbitrary<Plan>[] {
  return oneOf(namesOf(cluster)).map((names) =>
    fc.tuple(names, lasting).map(([name, time]) => [
      step(0, `node ${name} says that it is not ready`, name, {
        act: 'report-node',
        node: name,
        ready: false,
      }),
      step(time, `node ${name} says that it is ready`, name, {
        act: 'report-node',
        node: name,
        ready: true,
      }),
    ]),
  );
}

/** A machine that stops, or all of a zone, and starts again. */
export function machine(cluster: Cluster): readonly fc.Arbitrary<Plan>[] {
  const zones = new Set(cluster.list('Node').flatMap(({ metadata }) => metadata.labels[zoneLabel] ?? []));
  const faults: readonly Fault[] = [
    ...namesOf(cluster).map((name) => ({ node: name })),
    ...[...zones].map((zone) => ({ zone })),
  ];
  return oneOf(faults).map((fault) =>
    fc.tuple(fault, lasting).map(([given, time]) => [
      { after: 0, title: `${faultText(given)} fails`, of: (now) => whereIs(now, given, 'fail') },
      { after: time, title: `${faultText(given)} recovers`, of: (now) => whereIs(now, given, 'recover') },
    ]),
  );
}

/** A machine that goes for good. */
export function terminate(cluster: Cluster): readonly fc.Arbitrary<Plan>[] {
  const names = namesOf(cluster);
  // Pods need a node.
  if (names.length < 2) return [];
  return oneOf(names.slice(1)).map((each) =>
    each.map((name) =>
      onceIn(`the machine of node ${name} goes`, (now) =>
        now.get('Node', name) === undefined ? undefined : { act: 'terminate', node: name },
      ),
    ),
  );
}

function namesOf(cluster: Cluster): readonly string[] {
  return cluster.list('Node').map(({ metadata }) => metadata.name);
}

function step(after: number, title: string, name: string, act: Act): Step {
  return { after, title, of: (now) => (now.get('Node', name) === undefined ? undefined : act) };
}

function whereIs(cluster: Cluster, fault: Fault, act: 'fail' | 'recover'): Act | undefined {
  const isThere =
    'node' in fault
      ? cluster.get('Node', fault.node) !== undefined
      : 'zone' in fault &&
        cluster.list('Node').some(({ metadata }) => metadata.labels[zoneLabel] === fault.zone);
  return isThere ? { act, fault } : undefined;
}
