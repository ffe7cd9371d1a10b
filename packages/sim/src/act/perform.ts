import type { ObjectReference } from '@kubehop/core';
import type { ApiServer } from '../api/api-server.js';
import type { ControlPlane } from '../controller/control-plane.js';
import type { Fault } from '../fault/fault.js';
import type { Obstacles } from '../fault/obstacles.js';
import type { BehaviourTable } from '../kubelet/behaviour.js';
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

/**
 * Carries an act out.
 *
 * @throws {RangeError} when what it is about does not exist
 */
export function perform(act: Act, stage: Stage): void {
  const { api } = stage;
  switch (act.act) {
    case 'apply':
      api.apply(act.objects, user);
      return;
    case 'delete':
      if (act.force === true) removeAtOnce(api, act.objects);
      else api.delete(act.objects, user);
      return;
    case 'scale':
      api.write(scaled(api.cluster, act.workload, act.replicas), user);
      return;
    case 'rollout':
      api.write(rolledOut(api.cluster, act.workload, act, stage.now), user);
      return;
    case 'wish':
      stage.controlPlane.autoscalers.wish(act);
      return;
    case 'cordon':
    case 'uncordon':
      api.write(cordoned(api.cluster, act.node, act.act === 'cordon'), user);
      return;
    case 'drain':
      api.write(cordoned(api.cluster, act.node, true), user);
      api.delete(drained(api.cluster, act.node), 'eviction');
      return;
    case 'taint':
      api.write(tainted(api.cluster, act.node, act.key, act.effect), user);
      return;
    case 'fail':
    case 'recover':
      setFault(act.fault, act.act === 'recover', stage);
      return;
    case 'terminate':
      stage.controlPlane.cloud.gone(act.node);
      setNode(act.node, false, stage);
      return;
    case 'report-node':
      nodeIn(api.cluster, act.node);
      if (act.ready) stage.controlPlane.nodes.saysReady(act.node);
      else stage.controlPlane.nodes.saysNotReady(act.node);
      return;
    case 'behave':
      stage.behaviours.add(act.behaviour);
      stage.nodes.behaviourChanged();
      return;
    case 'crash': {
      const pod = api.cluster.get('Pod', act.pod);
      const worker = pod === undefined ? undefined : stage.nodes.worker(pod);
      const run = worker?.container(act.container ?? pod?.spec.containers[0]?.name ?? '');
      if (run === undefined) throw new RangeError(`no container of a pod ${act.pod} runs`);
      run.crash(act.code);
      return;
    }
    case 'set-condition':
      api.write(withPodCondition(api.cluster, act.pod, { type: act.type, status: act.status }), user);
      return;
    default:
      act satisfies never;
  }
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

function setFault(fault: Fault, isUp: boolean, stage: Stage): void {
  const { api, obstacles, nodes, beliefs } = stage;
  if ('node' in fault) {
    setNode(fault.node, isUp, stage);
  } else if ('zone' in fault) {
    const inZone = api.cluster
      .list('Node')
      .filter(({ metadata }) => metadata.labels[zoneLabel] === fault.zone);
    if (inZone.length === 0) throw new RangeError(`there is no node in zone ${fault.zone}`);
    for (const { metadata } of inZone) setNode(metadata.name, isUp, stage);
  } else if ('pod' in fault) {
    if (api.cluster.get('Pod', fault.pod) === undefined) throw new RangeError(`there is no pod ${fault.pod}`);
    nodes.silence(fault.pod, !isUp);
  } else if ('dns' in fault) {
    nodes.silenceDns(!isUp);
  } else if ('controlPlane' in fault) {
    if (isUp) stage.controlPlane.recoverLeader();
    else stage.controlPlane.loseLeader();
  } else if ('loadBalancer' in fault) {
    if (api.cluster.loadBalancer(fault.loadBalancer) === undefined)
      throw new RangeError(`there is no load balancer ${fault.loadBalancer}`);
    obstacles.setBalancer(fault.loadBalancer, isUp);
    beliefs.changed();
  } else {
    obstacles.setLink(fault.link, isUp);
    beliefs.changed();
  }
}

/** A machine stops, with everything that runs on it; or it starts again. */
function setNode(name: string, isUp: boolean, stage: Stage): void {
  const { api, obstacles, nodes, beliefs, controlPlane } = stage;
  nodeIn(api.cluster, name);
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
}
