import { createCluster, traceRequest, type Cluster } from '@kubehop/core';
import { compare, type Comparison } from '../comparison.js';
import { benchPlatform, clusterObjects } from '../data/cluster-objects.js';
import { clusterDump, readDump } from '../data/dump.js';
import { traceRequests } from '../data/trace-requests.js';
import { measure, type Contender } from '../measure.js';
import type { Row } from '../row.js';

const growth = 10;
const bytesOfMegabyte = 2 ** 20;

/** What a cluster holds beyond the objects that it is made of, and whether the work to make one grows with them only. */
export const clusterHeap: Row = {
  id: 'C2',
  run: ({ rounds, pods }) => [heapBeside(pods), growthOf(rounds, pods / growth, pods)],
};

function heapBeside(pods: number): Comparison {
  const { pods: origins, services } = clusterObjects(pods);
  const requests = traceRequests({ pods: origins, services }, 100);
  const json = clusterDump(pods);
  const before = heapUsed();
  const objects = readDump(json);
  const withObjects = heapUsed();
  const cluster = clusterOf(objects);
  // Some indexes are made when they are first asked.
  for (const { request } of requests) traceRequest(cluster, request);
  const withCluster = heapUsed();
  return compare(
    {
      title: `heap of a cluster of ${pods} pods beyond its objects`,
      unit: 'MB',
      // Asking it keeps the cluster alive until here.
      ours: cluster.problems.length > 0 ? Number.NaN : (withCluster - withObjects) / bytesOfMegabyte,
      anchor: { name: `its ${objects.length} objects`, value: (withObjects - before) / bytesOfMegabyte },
    },
    { atMost: 0.6 },
  );
}

function heapUsed(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

function growthOf(rounds: number, few: number, many: number): Comparison {
  const ms = measure(rounds, { many: creation(many), few: creation(few) });
  return compare(
    {
      title: `createCluster, taking the objects as they are, ${many} pods`,
      unit: 'ms',
      ours: ms('many'),
      anchor: { name: `${few} pods`, value: ms('few') },
    },
    { atMost: 14 },
  );
}

function creation(pods: number): Contender {
  const json = clusterDump(pods);
  return () => {
    const objects = readDump(json);
    return () => clusterOf(objects).problems.length;
  };
}

function clusterOf(objects: readonly unknown[]): Cluster {
  return createCluster(objects, { platform: benchPlatform, admission: 'skip', settle: 'never' });
}
