/**
 * `sessionAffinity: ClientIP` keeps a client at a pod, by the address of the client and the address of the pod. What
 * happens to thirty clients when processes end, pods are replaced, and time passes?
 *
 * By hand, for 30 clients on three pods, about ten each (semantics: kube-proxy, ClientIP affinity):
 * - The process of a pod ends and is started again, at the same address. Until its probe passes the pod is not ready, its
 *   endpoint leaves the list and is forgotten: its ten clients choose anew, and a third comes back by chance.
 * - A pod is deleted: its ten clients go elsewhere, the other twenty stay.
 * - More pods: nobody moves. Fewer: only those of the pods that go.
 * - A rolling restart: every address is new. All 30 move.
 * - Three hours without a request: the time of 10800 s is over, and each chooses anew. A third comes to its pod by chance.
 * - Another node remembers nothing of them: a third again.
 */
import { cloud, internet } from '@kubehop/core';
import { readManifests } from '@kubehop/core/yaml';
import { Simulation } from '@kubehop/sim';

const manifests = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: example.com/web:1
          ports: [{ containerPort: 8080 }]
          readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 1 }
          lifecycle: { preStop: { sleep: { seconds: 5 } } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  type: NodePort
  sessionAffinity: ClientIP
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }]
`;

const web = { kind: 'Deployment', namespace: 'shop', name: 'web' } as const;

const clients = Array.from({ length: 30 }, (_each, index) => `203.0.113.${index + 1}`);

/** Something that happens between two visits. */
export interface Event {
  readonly title: string;
  readonly happens: (simulation: Simulation, pod: string) => void;
  /** How long until the second visit. */
  readonly after: number;
  /** Which node the second visit comes to. */
  readonly node?: string;
}

export const events: readonly Event[] = [
  { title: 'nothing', happens: () => undefined, after: 60_000 },
  {
    title: 'a process restarts',
    happens: (simulation, pod) => {
      simulation.do({ act: 'crash', pod: `shop/${pod}`, code: 1 });
    },
    after: 60_000,
  },
  {
    title: 'a pod is deleted',
    happens: (simulation, pod) => {
      simulation.delete({ kind: 'Pod', namespace: 'shop', name: pod });
    },
    after: 60_000,
  },
  {
    title: 'three pods more',
    happens: (simulation) => {
      simulation.scale(web, 6);
    },
    after: 60_000,
  },
  {
    title: 'a rolling restart',
    happens: (simulation) => {
      simulation.rollout(web);
    },
    after: 60_000,
  },
  { title: 'three hours and a second', happens: () => undefined, after: 10_801_000 },
  { title: 'the other node is asked', happens: () => undefined, after: 60_000, node: '192.0.2.12' },
];

/** The pod that each client comes to. */
function visit(simulation: Simulation, node = '192.0.2.11'): readonly (string | undefined)[] {
  return clients.map((client) => {
    const { trace } = simulation.send({ from: internet(client), url: `http://${node}:30080/` });
    const last = trace.hops.at(-1);
    return trace.outcome.kind === 'response' && last?.stage === 'pod' ? last.pod.name : undefined;
  });
}

/** What became of the clients. */
export interface Came {
  /** Clients of the pod that something happens to. */
  readonly concerned: number;
  /** Clients that came to the same pod again, and to another one. */
  readonly same: number;
  readonly other: number;
}

/** Two visits, and what happens between them. */
export function visits({ happens, after, node }: Event, seed: number): Came {
  const simulation = new Simulation(readManifests(manifests), {
    platform: cloud({ nodes: 2 }),
    seed,
    behaviours: [{ labels: { app: 'web' }, does: { startup: 2_000 } }],
  });
  simulation.advance(10_000);
  const first = visit(simulation);
  const pod = first[0] ?? '';
  happens(simulation, pod);
  simulation.advance(after);
  const second = visit(simulation, node);
  const isSame = (each: string | undefined, index: number): boolean => each === first[index];
  return {
    concerned: first.filter((each) => each === pod).length,
    same: second.filter(isSame).length,
    other: second.filter((each, index) => each !== undefined && !isSame(each, index)).length,
  };
}

function row(event: Event): string {
  const { concerned, same, other } = visits(event, 1);
  return [
    event.title.padEnd(26),
    ...[concerned, same, other].map((count) => String(count).padStart(10)),
  ].join(' ');
}

/** The story, told. */
export function story(): string {
  const head = [
    ''.padEnd(26),
    ...['concerned', 'same pod', 'other pod'].map((each) => each.padStart(10)),
  ].join(' ');
  return [
    'Session affinity after a restart',
    'Thirty clients visit a Service with sessionAffinity: ClientIP; something happens to the pod of the first one, or to all\npods; a minute later, or three hours, they come again. With seed 1, how many had been at that pod, and to which pod\nthey come then:',
    [head, ...events.map(row)].map((line) => `  ${line}`.trimEnd()).join('\n'),
    'Affinity is to an endpoint, at a node, for a time. It does not survive that the pod is not ready for a moment, let\nalone its address: what must outlive a restart belongs where no pod keeps it.',
  ].join('\n\n');
}
