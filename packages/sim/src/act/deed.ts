import type { ObjectReference } from '@kubehop/core';
import type { Write } from '@kubehop/core/engine';
import type { ApiServer } from '../api/api-server.js';
import type { ControlPlane } from '../controller/control-plane.js';
import type { Fault } from '../fault/fault.js';
import type { Obstacles } from '../fault/obstacles.js';
import type { BehaviourTable } from '../kubelet/behaviour-table.js';
import { checkBehaviour } from '../kubelet/check-behaviour.js';
import type { Nodes } from '../kubelet/nodes.js';
import type { Beliefs } from '../view/beliefs.js';
import type { Act } from './act.js';
import { cordoned, drained, nodeIn, rolledOut, scaled, tainted, withPodCondition } from './on-cluster.js';

/** Everything that an act may touch. */
export interface Stage {
  readonly now: number;
  readonly api: ApiServer;
  readonly nodes: Nodes;
  readonly obstacles: Obstacles;
  readonly behaviours: BehaviourTable;
  readonly controlPlane: ControlPlane;
  readonly beliefs: Beliefs;
}

const zoneLabel = 'topology.kubernetes.io/zone';
const user = 'user';

/** What an act does, once it is known that what it is about is there. */
export type Deed = () => void;

/**
 * Makes out what an act does. Nothing has happened yet when it throws.
 *
 * @throws {RangeError} when what it is about does not exist, or cannot be so
 */
export function deedOf(act: Act, stage: Stage): Deed {
  const { api, controlPlane, behaviours, nodes } = stage;
  const { cluster } = api;
  switch (act.act) {
    case 'apply':
      return () => {
        api.apply(act.objects, user);
      };
    case 'delete':
      return () => {
        if (act.force === true) removeAtOnce(api, act.objects);
        else api.delete(act.objects, user);
      };
    case 'scale':
      return write(api, scaled(cluster, act.workload, act.replicas));
    case 'rollout':
      return write(api, rolledOut(cluster, act.workload, act, stage.now));
    case 'wish':
      return controlPlane.autoscalers.wish(act);
    case 'cordon':
    case 'uncordon':
      return write(api, cordoned(cluster, act.node, act.act === 'cordon'));
    case 'drain': {
      const cordon = write(api, cordoned(cluster, act.node, true));
      return () => {
        cordon();
        api.delete(drained(api.cluster, act.node), 'eviction');
      };
    }
    case 'taint':
      return write(api, tainted(cluster, act.node, act.key, act.effect));
    case 'fail':
    case 'recover':
      return faultDeed(act.fault, act.act === 'recover', stage);
    case 'terminate': {
      const stop = nodeDeed(act.node, false, stage);
      return () => {
        controlPlane.cloud.gone(act.node);
        stop();
      };
    }
    case 'report-node':
      nodeIn(cluster, act.node);
      return () => {
        if (act.ready) controlPlane.nodes.saysReady(act.node);
        else controlPlane.nodes.saysNotReady(act.node);
      };
    case 'behave':
      checkBehaviour(act.behaviour.does);
      return () => {
        behaviours.add(act.behaviour);
        nodes.behaviourChanged();
      };
    case 'crash': {
      const pod = cluster.get('Pod', act.pod);
      const worker = pod === undefined ? undefined : nodes.worker(pod);
      const run = worker?.container(act.container ?? pod?.spec.containers[0]?.name ?? '');
      if (run === undefined) throw new RangeError(`no container of a pod ${act.pod} runs`);
      return () => {
        run.crash(act.code);
      };
    }
    case 'set-condition':
      return write(api, withPodCondition(cluster, act.pod, { type: act.type, status: act.status }));
    default:
      throw unknown('act', act satisfies never);
  }
}

/** What is thrown for an act or a fault that no type checker lets pass. */
function unknown(what: 'act' | 'fault', given: unknown): RangeError {
  return new RangeError(`${JSON.stringify(given)} is no ${what}`);
}

function write(api: ApiServer, writes: readonly Write[]): Deed {
  return () => {
    api.write(writes, user);
  };
}

function removeAtOnce(api: ApiServer, objects: readonly ObjectReference[]): void {
  for (const { kind, namespace = '', name } of objects) {
    if (kind === 'Pod') api.removePod(`${namespace}/${name}`, user);
  }
  api.delete(
    objects.filter(({ kind }) => kind !== 'Pod'),
    user,
  );
}

function faultDeed(fault: Fault, isUp: boolean, stage: Stage): Deed {
  const { api, obstacles, nodes, beliefs, controlPlane } = stage;
  if ('node' in fault) return nodeDeed(fault.node, isUp, stage);
  if ('zone' in fault) {
    const inZone = api.cluster
      .list('Node')
      .filter(({ metadata }) => metadata.labels[zoneLabel] === fault.zone);
    if (inZone.length === 0) throw new RangeError(`there is no node in zone ${fault.zone}`);
    const deeds = inZone.map(({ metadata }) => nodeDeed(metadata.name, isUp, stage));
    return () => {
      for (const deed of deeds) deed();
    };
  }
  if ('pod' in fault) {
    if (api.cluster.get('Pod', fault.pod) === undefined) throw new RangeError(`there is no pod ${fault.pod}`);
    return () => {
      nodes.silence(fault.pod, !isUp);
    };
  }
  if ('dns' in fault) {
    return () => {
      nodes.silenceDns(!isUp);
    };
  }
  if ('controlPlane' in fault) {
    return () => {
      if (isUp) controlPlane.recoverLeader();
      else controlPlane.loseLeader();
    };
  }
  if ('loadBalancer' in fault) {
    if (api.cluster.loadBalancer(fault.loadBalancer) === undefined)
      throw new RangeError(`there is no load balancer ${fault.loadBalancer}`);
    return () => {
      obstacles.setBalancer(fault.loadBalancer, isUp);
      beliefs.changed();
    };
  }
  if ('link' in fault) {
    return () => {
      obstacles.setLink(fault.link, isUp);
      beliefs.changed();
    };
  }
  throw unknown('fault', fault satisfies never);
}

/** A machine stops, with everything that runs on it; or it starts again. */
function nodeDeed(name: string, isUp: boolean, stage: Stage): Deed {
  const { api, obstacles, nodes, beliefs, controlPlane } = stage;
  nodeIn(api.cluster, name);
  return () => {
    if (obstacles.isUp(name) === isUp) return;
    obstacles.setNode(name, isUp);
    beliefs.proxy(name)?.setUp(isUp);
    const kubelet = nodes.kubelet(name);
    if (isUp) {
      controlPlane.nodes.saysReady(name);
      kubelet?.boot();
    } else {
      kubelet?.stop();
      controlPlane.nodes.lost(name);
    }
    beliefs.changed();
  };
}
