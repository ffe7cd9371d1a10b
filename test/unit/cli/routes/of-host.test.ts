import { internet, readRequest } from '@kubehop/core';
import type { RequestDestination, RequestRange, RouteClass, Routes } from '@kubehop/core/analysis';
import { describe, expect, test } from 'vitest';
import { hostsIn, ofHost } from '../../../../packages/cli/src/routes/of-host.js';

const here: RequestDestination = { names: ['a.test'], addresses: ['192.0.2.1'], port: 80 };
const there: RequestDestination = { names: ['b.test'], addresses: ['192.0.2.2'], port: 80 };

function range(hosts: readonly string[], destinations: readonly RequestDestination[]): RequestRange {
  const example = readRequest({ url: 'http://a.test/' }, internet());
  return { schemes: ['http', 'grpc'], destinations, hosts, paths: [], conditions: [], example };
}

/** Routes with a class for each range, in which no request is found again. */
function routesOf(...ranges: readonly RequestRange[]): Routes {
  const classes = ranges.map((each): RouteClass => ({
    fate: { ends: [] },
    requests: [each],
    example: each.example,
  }));
  return {
    apiVersion: 'kubehop.dev/v1alpha1',
    kind: 'Routes',
    origin: internet(),
    classes,
    isExact: true,
    classOf: () => undefined,
  };
}

/** Host and names of all that is told of a host. */
function toldOf(every: Routes, host: string): readonly string[] {
  return ofHost(every, host).found.classes.flatMap(({ requests }) =>
    requests.map(
      ({ hosts, destinations, schemes }) =>
        `${hosts.join()} at ${destinations.flatMap(({ names }) => names).join()} by ${schemes.join()}`,
    ),
  );
}

describe('the routes of a host', () => {
  const named = range(['a.test', 'c.test'], [here]);
  const others = range(['any other', 'c.test'], [there, here]);

  test('are those of any other host only where no rule names it', () => {
    const every = routesOf(named, others);
    expect(toldOf(every, 'a.test')).toEqual([
      'a.test at a.test by http,grpc',
      'any other at b.test by http,grpc',
    ]);
    expect(toldOf(every, 'c.test')).toEqual([
      'c.test at a.test by http,grpc',
      'c.test at b.test,a.test by http,grpc',
    ]);
    expect(toldOf(every, 'd.test')).toEqual(['any other at b.test,a.test by http,grpc']);
  });

  test('are of the narrowest rule', () => {
    const every = routesOf(
      range(['*.a.test'], [here]),
      range(['x.a.test'], [here]),
      range(['….test'], [here]),
    );
    expect(toldOf(every, 'x.a.test')).toEqual(['x.a.test at a.test by http,grpc']);
    expect(toldOf(every, 'y.a.test')).toEqual(['*.a.test at a.test by http,grpc']);
    expect(toldOf(every, 'b.test')).toEqual(['….test at a.test by http,grpc']);
  });

  test('of a wildcard are those of every name that it covers', () => {
    const every = routesOf(
      range(['x.a.test'], [here]),
      range(['a.test'], [here]),
      range(['any other'], [here]),
    );
    expect(toldOf(every, '*.a.test')).toEqual([
      'x.a.test at a.test by http,grpc',
      'any other at a.test by http,grpc',
    ]);
  });

  test('without rules are what is sent to this name or address', () => {
    const every = routesOf(range([], [here, there]));
    for (const host of ['b.test', '192.0.2.2', '*.test']) {
      expect(ofHost(every, host).isNamed).toBe(true);
    }
    expect(toldOf(every, '192.0.2.2')).toEqual([' at b.test by http,grpc']);
    expect(toldOf(every, 'c.test')).toEqual([]);
    expect(ofHost(every, 'c.test').isNamed).toBe(false);
  });

  test('are about it where a rule or all that it comes to is', () => {
    expect(ofHost(routesOf(named, others), 'a.test').isNamed).toBe(true);
    expect(ofHost(routesOf(named, others), 'd.test').isNamed).toBe(false);
    const isTaken = routesOf(range([], [there]), range(['any other'], [here]));
    expect(ofHost(isTaken, 'b.test').isNamed).toBe(true);
    expect(ofHost(isTaken, 'a.test').isNamed).toBe(false);
  });

  test('the hosts that rules name', () => {
    const every = routesOf(range(['a.test', '*.b.test', '_', 'any other', '~ ^c', '….d'], [here]));
    expect([...hostsIn(every)]).toEqual(['a.test', '*.b.test']);
  });
});
