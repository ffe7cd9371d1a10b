import { describe, expect, test } from 'vitest';
import { internet } from '../../../packages/core/src/request/origin.js';
import { readRequest } from '../../../packages/core/src/request/read-request.js';
import type { RequestInput } from '../../../packages/core/src/request/read-request.js';
import { RequestError } from '../../../packages/core/src/request/read-url.js';
import type { Request } from '../../../packages/core/src/request/request.js';

const read = (input: RequestInput): Request => readRequest(input, internet());

describe('readRequest', () => {
  test.each<{ readonly that: string; readonly input: RequestInput; readonly is: Partial<Request> }>([
    {
      that: 'a URL without port goes to the default port of its scheme',
      input: { url: 'https://shop.example.com/cart' },
      is: {
        scheme: 'https',
        host: 'shop.example.com',
        port: 443,
        target: '/cart',
        hostHeader: 'shop.example.com',
      },
    },
    {
      that: 'a URL without scheme is http, as with curl',
      input: { url: 'shop.example.com' },
      is: { scheme: 'http', port: 80, target: '/' },
    },
    {
      that: 'a port that is not the default one is part of the Host header',
      input: { url: 'http://shop.example.com:8080/' },
      is: { port: 8080, hostHeader: 'shop.example.com:8080' },
    },
    {
      that: 'the target is sent byte for byte, dot segments and escapes included',
      input: { url: 'http://a/b/../c//d%2Fe?x=1#fragment' },
      is: { target: '/b/../c//d%2Fe?x=1' },
    },
    {
      that: 'a query without path gets the path /',
      input: { url: 'http://a?x=1' },
      is: { target: '/?x=1' },
    },
    {
      that: 'the TLS server name is the host without final dot',
      input: { url: 'https://shop.example.com./' },
      is: { sni: 'shop.example.com', hostHeader: 'shop.example.com.' },
    },
    {
      that: 'an address is not sent as server name',
      input: { url: 'https://192.0.2.1/' },
      is: { sni: null },
    },
    { that: 'plain HTTP has no server name', input: { url: 'http://a/' }, is: { sni: null } },
    {
      that: 'an IPv6 address stands in brackets in the URL and in the Host header only',
      input: { url: 'http://[2001:DB8::1]:8080/' },
      is: { host: '2001:db8::1', port: 8080, hostHeader: '[2001:db8::1]:8080' },
    },
    {
      that: 'a Host header replaces the host of the URL, not the address that is connected to',
      input: { url: 'http://192.0.2.1/', headers: { Host: 'shop.example.com', Accept: '*/*' } },
      is: { host: '192.0.2.1', hostHeader: 'shop.example.com', headers: [{ name: 'accept', value: '*/*' }] },
    },
    {
      that: 'gRPC is a POST over HTTP/2',
      input: { url: 'grpc://cart:7070/shop.Cart/Add' },
      is: { method: 'POST', version: '2', target: '/shop.Cart/Add' },
    },
    {
      that: 'a client of gRPC names its protocol, and asks for trailers',
      input: { url: 'grpcs://cart/shop.Cart/Add' },
      is: {
        headers: [
          { name: 'content-type', value: 'application/grpc' },
          { name: 'te', value: 'trailers' },
        ],
      },
    },
    {
      that: 'headers that are given for gRPC stand',
      input: { url: 'grpc://cart/shop.Cart/Add', headers: { 'Content-Type': 'application/grpc+json' } },
      is: {
        headers: [
          { name: 'content-type', value: 'application/grpc+json' },
          { name: 'te', value: 'trailers' },
        ],
      },
    },
    { that: 'tcp needs no path', input: { url: 'tcp://db.shop:5432' }, is: { scheme: 'tcp', port: 5432 } },
  ])('$that', ({ input, is }) => {
    expect(read(input)).toMatchObject(is);
  });

  test.each([
    { url: 'ftp://a/', code: 'scheme-unknown' },
    { url: 'tcp://db', code: 'port-missing' },
    { url: 'https//a/x', code: 'url-invalid' },
    { url: 'HTTP:/a/x', code: 'url-invalid' },
    { url: 'http://a:0/', code: 'port-invalid' },
    { url: 'http://a:65536/', code: 'port-invalid' },
    { url: 'http://a:x/', code: 'port-invalid' },
    { url: 'http:///path', code: 'host-missing' },
    { url: 'http://::1/', code: 'url-invalid' },
    { url: 'http://[shop]/', code: 'url-invalid' },
    { url: 'http://user:secret@a/', code: 'url-invalid' },
  ] as const)('$url is refused as $code', ({ url, code }) => {
    expect(() => read({ url })).toThrow(expect.objectContaining({ code, name: 'RequestError' }));
    expect(() => read({ url })).toThrow(RequestError);
  });
});
