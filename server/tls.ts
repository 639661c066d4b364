import { createHash, createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:https';
import { isIP } from 'node:net';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import type { Operations } from './operations.ts';

export interface TlsFiles {
  /** PEM: the server's certificate, then those between it and the root. */
  cert: string;
  /** PEM, without a passphrase. */
  key: string;
}

/** Names the variable and says what is wrong with its file. */
export class WrongKeyPair extends Error {}

interface Contents {
  cert: Buffer;
  key: Buffer;
  /** Of both. */
  digest: string;
}
interface KeyPair {
  certificate: X509Certificate;
  options: SecureContextOptions;
}

const LOOK_MS = 1000;
const DAY_MS = 86_400_000;
const WARN_DAYS = 14;

/** TLS 1.3, and of TLS 1.2 what has forward secrecy and authenticated encryption. */
const protocol: SecureContextOptions = {
  minVersion: 'TLSv1.2',
  honorCipherOrder: true,
  ciphers: [
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'TLS_AES_128_GCM_SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-RSA-CHACHA20-POLY1305',
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES128-GCM-SHA256',
  ].join(':'),
};

/**
 * The certificate that this server shows. Its files are read every second and their bytes compared, for certificates are
 * replaced in many ways: a link that leads elsewhere, a rename, a write in place.
 */
export class ServerCertificate {
  readonly #files: TlsFiles;
  #pair: KeyPair;
  /** What was taken or refused last, and what was there at the last look: a digest, or what is wrong with the files. */
  #settled: string;
  #seen: string;

  /** Throws WrongKeyPair. */
  constructor(files: TlsFiles) {
    this.#files = files;
    const contents = read(files);
    this.#pair = pairOf(files, contents);
    this.#settled = contents.digest;
    this.#seen = contents.digest;
  }

  /** For `createServer`. */
  get options(): SecureContextOptions {
    return this.#pair.options;
  }

  /** Whether a browser takes it for this host name or address. */
  names(host: string): boolean {
    const { certificate } = this.#pair;
    const name = host.replace(/^\[|\]$/g, '');
    return (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) !== undefined;
  }

  /**
   * Gives every new pair to the server, whose open connections go on; one that cannot be used is told of and the old one
   * stays. Warns every day when the certificate is about to end, or has.
   */
  follow(server: Server, operations: Operations): void {
    const warn = () => {
      const days = Math.floor((this.#pair.certificate.validToDate.getTime() - Date.now()) / DAY_MS);
      if (days < WARN_DAYS) operations.certificateEnding(days);
    };
    const look = () => {
      try {
        const renewed = this.#renewed();
        if (!renewed) return;
        this.#pair = renewed;
        server.setSecureContext(renewed.options);
        operations.certificateReplaced(renewed.certificate.validToDate);
        warn();
      } catch (error) {
        if (!(error instanceof WrongKeyPair)) throw error;
        operations.certificateRefused(error);
      }
    };
    warn();
    setInterval(warn, DAY_MS).unref();
    setInterval(look, LOOK_MS).unref();
  }

  /** A pair that is new and has stayed the same since the last look: one whose key is still to come is no news. */
  #renewed(): KeyPair | null {
    const found = contentsOrTrouble(this.#files);
    const state = found instanceof Error ? found.message : found.digest;
    const stayed = state === this.#seen;
    this.#seen = state;
    if (!stayed || state === this.#settled) return null;
    this.#settled = state;
    if (found instanceof Error) throw found;
    return pairOf(this.#files, found);
  }
}

function read(files: TlsFiles): Contents {
  const cert = readPem('TLS_CERT', files.cert);
  const key = readPem('TLS_KEY', files.key);
  return { cert, key, digest: createHash('sha256').update(cert).update('\0').update(key).digest('hex') };
}

function contentsOrTrouble(files: TlsFiles): Contents | WrongKeyPair {
  try {
    return read(files);
  } catch (error) {
    if (error instanceof WrongKeyPair) return error;
    throw error;
  }
}

function readPem(variable: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`;
    throw new WrongKeyPair(`${variable}: ${file}: ${why}`);
  }
}

function pairOf(files: TlsFiles, { cert, key }: Contents): KeyPair {
  let certificate: X509Certificate;
  let privateKey: KeyObject;
  try {
    certificate = new X509Certificate(cert);
  } catch {
    throw new WrongKeyPair(`TLS_CERT: ${files.cert} is not a certificate in PEM`);
  }
  try {
    privateKey = createPrivateKey(key);
  } catch {
    throw new WrongKeyPair(`TLS_KEY: ${files.key} is not a private key in PEM without a passphrase`);
  }
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new WrongKeyPair(
      `TLS_KEY: the key in ${files.key} does not belong to the first certificate in ${files.cert}`,
    );
  }
  const options = { ...protocol, cert, key };
  try {
    createSecureContext(options);
  } catch (error) {
    throw new WrongKeyPair(`TLS_CERT: ${files.cert} cannot be used: ${(error as Error).message}`);
  }
  return { certificate, options };
}
