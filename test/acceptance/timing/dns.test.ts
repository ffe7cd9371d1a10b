import { describe } from 'vitest';
import { pod } from '@kubehop/core';
import type { Json, JsonObject } from '../../conformance/vectors.js';
import { text } from './facts.js';
import type { Holds } from './holds.js';
import { webPod } from './objects.js';
import type { Stage } from './stage.js';
import { timingCase } from './timing-case.js';

/** The only pod of DNS: two would have a cache each. */
const coreDns: JsonObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'coredns', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
  spec: {
    nodeName: 'node-c',
    dnsPolicy: 'Default',
    containers: [{ name: 'coredns', image: 'coredns', ports: [{ containerPort: 53, protocol: 'UDP' }] }],
  },
};

function client(name: string, node: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default' },
    spec: { nodeName: node, containers: [{ name: 'client', image: 'client' }] },
  };
}

const headless: JsonObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'default' },
  spec: { clusterIP: 'None', selector: { app: 'web' }, ports: [{ port: 8080 }] },
};

const clients = [client('client-a', 'node-a'), client('client-b', 'node-b')];
const pods = [webPod('p1', 'node-a'), webPod('p2', 'node-b')];

/** Looks `web` up, and notes whose addresses the pods had. */
function look(stage: Stage, from: 'client-a' | 'client-b'): readonly string[] {
  const { addresses } = stage.simulation.lookup('web', pod('default', from));
  return addresses.map((address) => {
    const known = stage.cluster.podByAddress(address)?.metadata.name;
    if (known !== undefined) stage.notes.set(address, known);
    return String(known ?? stage.notes.get(address));
  });
}

function lookFrom(from: 'client-a' | 'client-b'): (stage: Stage) => void {
  return (stage) => {
    look(stage, from);
  };
}

function deletePod({ simulation }: Stage): void {
  simulation.delete({ kind: 'Pod', namespace: 'default', name: 'p2' });
}

/** What a lookup of the client on `node-a` finds. */
const finds: Holds = (stage, { answers = [], rcode }) => {
  if (rcode !== undefined) return stage.simulation.lookup('web', pod('default', 'client-a')).rcode === rcode;
  return JSON.stringify([...look(stage, 'client-a')].sort()) === JSON.stringify(answers);
};

describe('DNS', () => {
  // Kept from -1 for its TTL of 30: until 29.
  timingCase('tm-dns-headless-stale', {
    objects: () => [coreDns, headless, ...clients, ...pods],
    acts: { 'lookup of headless web: [p1,p2]': lookFrom('client-a'), 'p2 is deleted': deletePod },
    facts: { dns: finds },
  });

  // Names of the cluster are not kept: each answer is made from what the server knows.
  timingCase('tm-dns-kubeadm-nocache', {
    objects: () => [coreDns, headless, ...clients, ...pods],
    acts: { 'lookup of headless web: [p1,p2]': lookFrom('client-a'), 'p2 is deleted': deletePod },
    facts: { dns: finds },
  });

  // That there is no such name is kept for 30 as well.
  timingCase('tm-dns-negative', {
    objects: () => [coreDns, ...clients, ...pods],
    acts: {
      'lookup of web: NXDOMAIN': lookFrom('client-a'),
      'Service web is created': ({ simulation }) => {
        simulation.apply(headless);
      },
    },
    facts: { dns: finds },
  });

  // The client on node-b brings the answer into the cache of CoreDNS, until 30. At 29 it has 1 left, and the cache of
  // node-a keeps it for 5: until 34.
  timingCase('tm-dns-nodelocal-floor', {
    objects: () => [coreDns, headless, ...clients, ...pods],
    acts: {
      'CoreDNS caches headless web: [p1,p2]': lookFrom('client-b'),
      'p2 is deleted': deletePod,
      'node cache asks CoreDNS': lookFrom('client-a'),
    },
    facts: {
      dns: (stage, said) => {
        const via: Json | undefined = said['via'];
        return text(via) === 'nodelocal' && finds(stage, said);
      },
    },
  });
});
