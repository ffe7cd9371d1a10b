import type { Endpoint, EndpointSlice } from '@kubehop/core';
import type { Question } from '../adapter.js';
import type { EndpointsCase, ExpectedEndpoint, ExpectedPort, ExpectedSlice } from './endpoints-case.js';

/**
 * Asks whether a slice that is expected is there, as often as it is expected, and no other beside those that are.
 *
 * What a slice leaves open is not compared. With `endpointsOf` only the endpoints count, however they are spread.
 */
export function endpointQuestion(
  { endpoints: expected = [], endpointsOf }: EndpointsCase,
  slices: readonly EndpointSlice[],
): Question {
  const came =
    endpointsOf === undefined
      ? slices.map((slice) => sliceText(slice, likest(slice, expected))).sort()
      : slices.flatMap(({ endpoints }) => endpoints.map(endpointText)).sort();
  const all =
    endpointsOf === undefined
      ? expected.map(expectedSliceText).sort()
      : expected.flatMap(({ endpoints = [] }) => endpoints.map(expectedText)).sort();
  return {
    reads: ['addressType', 'ports', 'labels', 'endpoints'],
    expects: () => ({ all }),
    ask: () => ({ all: came }),
  };
}

/** The expectation that says what is left open in a slice: the one of its family. */
function likest(slice: EndpointSlice, expected: readonly ExpectedSlice[]): ExpectedSlice | undefined {
  return expected.find(({ addressType }) => addressType === slice.addressType);
}

function expectedSliceText({ addressType, ports, labels, endpoints = [] }: ExpectedSlice): string {
  return text(
    addressType,
    ports?.map(portText).sort(),
    labels && labelText(labels),
    endpoints.map(expectedText).sort(),
  );
}

function sliceText(slice: EndpointSlice, expected: ExpectedSlice | undefined): string {
  return text(
    slice.addressType,
    expected?.ports && slice.ports.map(portText).sort(),
    expected?.labels && labelText(slice.metadata.labels),
    slice.endpoints.map(endpointText).sort(),
  );
}

function labelText(labels: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort();
}

function portText({ name, protocol, port, appProtocol }: ExpectedPort): string {
  return text(name ?? '', protocol, port, appProtocol);
}

function expectedText({ hints, ...endpoint }: ExpectedEndpoint): string {
  return memberText(endpoint, namesIn(hints?.forZones), namesIn(hints?.forNodes));
}

function namesIn(list: readonly { readonly name: string }[] = []): readonly string[] {
  return list.map(({ name }) => name);
}

function endpointText({ hints, ...endpoint }: Endpoint): string {
  return memberText(endpoint, hints?.forZones ?? [], hints?.forNodes ?? []);
}

function memberText(
  { addresses, conditions = {}, hostname, nodeName, zone, targetRef }: Omit<ExpectedEndpoint, 'hints'>,
  zones: readonly string[],
  nodes: readonly string[],
): string {
  const { ready, serving, terminating } = conditions;
  return text(
    addresses,
    ready,
    serving,
    terminating,
    hostname,
    nodeName,
    zone,
    targetRef?.name,
    zones,
    nodes,
  );
}

/** Values in a row. */
function text(...values: readonly unknown[]): string {
  return JSON.stringify(values.map((value) => value ?? null));
}
