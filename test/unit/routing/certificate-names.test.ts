import { describe, expect, test } from 'vitest';
import { fromBase64 } from '../../../packages/core/src/routing/base64.js';
import { certificateNames } from '../../../packages/core/src/routing/certificate-names.js';
import { commonNameCertificate, namedCertificate } from '../../objects/certificates.js';

describe('certificateNames', () => {
  test('are the alternative names of a certificate that has some, in lower case and without addresses', () => {
    expect(certificateNames(namedCertificate)).toEqual(['shop.example.com', '*.example.org']);
  });

  test('are the common name of a certificate without alternative names', () => {
    expect(certificateNames(commonNameCertificate)).toEqual(['only.example.com']);
  });

  test.each([
    ['no base64', 'not base64!'],
    ['no PEM', btoa('hello')],
    ['PEM around nothing', btoa('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----')],
    ['a certificate that breaks off', btoa(atob(namedCertificate).replace(/.{200}(?=\n-----END)/s, ''))],
  ])('cannot be read from %s', (_title, text) => {
    expect(certificateNames(text)).toBeUndefined();
  });
});

describe('fromBase64', () => {
  test('reads bytes, line breaks and padding left out', () => {
    expect(fromBase64('aGVs\nbG8=')).toEqual([...Buffer.from('hello')]);
    expect(fromBase64('_')).toBeUndefined();
  });
});
