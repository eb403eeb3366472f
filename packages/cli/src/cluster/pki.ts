import 'reflect-metadata';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';
import { readIfThere, replaceFile } from '../parts/stateFiles';

const DAY_MS = 24 * 60 * 60 * 1000;
const VALID_DAYS = 730;
/** A certificate this close to its end is made anew. */
const RENEW_DAYS = 30;

const ALGORITHM: EcKeyGenParams & { hash: string } = {
  name: 'ECDSA',
  namedCurve: 'P-256',
  hash: 'SHA-256',
};

/** A certificate authority that can sign. */
interface Authority {
  certificate: x509.X509Certificate;
  key: CryptoKey;
}

/** What a certificate says. */
export interface CertificateRequest {
  /** File name below the PKI folder, without extension. */
  name: string;
  commonName: string;
  organization?: string;
  usage: readonly ('server' | 'client')[];
  /** Names and addresses that a server is reached by. */
  names?: readonly string[];
}

/** Paths of a certificate and its key, both PEM. */
export interface CertificateFiles {
  certificate: string;
  key: string;
}

/** Paths below a PKI folder. */
export function certificateFiles(
  folder: string,
  name: string,
): CertificateFiles {
  return {
    certificate: join(folder, `${name}.crt`),
    key: join(folder, `${name}.key`),
  };
}

/**
 * Makes a certificate authority and the certificates it signs, each once: what is there and still good for a month is kept.
 * Where the authority is new, everything is.
 *
 * @param folder - Gets `ca.crt`, `ca.key`, and a `.crt` and `.key` for each request, all of mode 0600.
 */
export async function ensurePki(
  folder: string,
  authorityName: string,
  requests: readonly CertificateRequest[],
): Promise<void> {
  const existing = await readAuthority(folder);
  const authority = existing ?? (await makeAuthority(folder, authorityName));
  for (const request of requests) {
    const files = certificateFiles(folder, request.name);
    const known = existing && (await readIfThere(files.certificate));
    const key = known && (await readIfThere(files.key));
    if (!key || !isGood(known)) {
      await issue(authority, request, files);
    }
  }
}

/** Makes a key pair for signing ServiceAccount tokens, once: RSA, `NAME.key` and `NAME.pub`. */
export async function ensureSigningKey(
  folder: string,
  name: string,
): Promise<void> {
  const path = join(folder, `${name}.key`);
  if (
    (await readIfThere(path)) &&
    (await readIfThere(`${folder}/${name}.pub`))
  ) {
    return;
  }
  const keys = await crypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      hash: 'SHA-256',
      publicExponent: new Uint8Array([1, 0, 1]),
      modulusLength: 2048,
    },
    true,
    ['sign', 'verify'],
  );
  const publicKey = await crypto.subtle.exportKey('spki', keys.publicKey);
  await replaceFile(
    join(folder, `${name}.pub`),
    x509.PemConverter.encode(publicKey, 'PUBLIC KEY'),
  );
  await replaceFile(path, await privatePem(keys.privateKey));
}

function isGood(pem: string | undefined): boolean {
  if (!pem) {
    return false;
  }
  const end = new x509.X509Certificate(pem).notAfter.getTime();
  return end > Date.now() + RENEW_DAYS * DAY_MS;
}

function validity() {
  const now = Date.now();
  return {
    // A clock that is a little behind is no reason to refuse.
    notBefore: new Date(now - 60 * 60 * 1000),
    notAfter: new Date(now + VALID_DAYS * DAY_MS),
  };
}

function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

async function privatePem(key: CryptoKey): Promise<string> {
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', key);
  return x509.PemConverter.encode(pkcs8, 'PRIVATE KEY');
}

async function readAuthority(folder: string): Promise<Authority | undefined> {
  const certificatePem = await readIfThere(join(folder, 'ca.crt'));
  const keyPem = await readIfThere(join(folder, 'ca.key'));
  if (!certificatePem || !keyPem || !isGood(certificatePem)) {
    return undefined;
  }
  return {
    certificate: new x509.X509Certificate(certificatePem),
    key: await crypto.subtle.importKey(
      'pkcs8',
      x509.PemConverter.decodeFirst(keyPem),
      ALGORITHM,
      false,
      ['sign'],
    ),
  };
}

async function makeAuthority(folder: string, name: string): Promise<Authority> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: `CN=${name}`,
    ...validity(),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign |
          x509.KeyUsageFlags.cRLSign |
          x509.KeyUsageFlags.digitalSignature,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  await replaceFile(join(folder, 'ca.key'), await privatePem(keys.privateKey));
  await replaceFile(join(folder, 'ca.crt'), certificate.toString('pem'));
  return { certificate, key: keys.privateKey };
}

async function issue(
  authority: Authority,
  request: CertificateRequest,
  files: CertificateFiles,
): Promise<void> {
  const keys = await newKeys();
  const names = (request.names ?? []).map(
    name =>
      ({
        type: /^[\d.]+$|:/.test(name) ? 'ip' : 'dns',
        value: name,
      } as const),
  );
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: [
      { CN: [request.commonName] },
      ...(request.organization ? [{ O: [request.organization] }] : []),
    ],
    issuer: authority.certificate.subject,
    ...validity(),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: authority.key,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension(
        request.usage.map(usage =>
          usage === 'server'
            ? x509.ExtendedKeyUsage.serverAuth
            : x509.ExtendedKeyUsage.clientAuth,
        ),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(authority.certificate),
      ...(names.length > 0
        ? [new x509.SubjectAlternativeNameExtension(names)]
        : []),
    ],
  });
  await replaceFile(files.key, await privatePem(keys.privateKey));
  await replaceFile(files.certificate, certificate.toString('pem'));
}

/** Positive, 16 random bytes, as RFC 5280 wants it. */
function serialNumber(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const [first = 0] = bytes;
  bytes[0] = (first % 127) + 1;
  return Buffer.from(bytes).toString('hex');
}
