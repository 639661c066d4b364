import { once } from 'node:events';
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { request as plainRequest } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import { ServerCertificate } from '../../server/tls.ts';
import { OwnCa } from './own-ca.ts';

const NAME = 'vote.town.internal';
const ca = new OwnCa(NAME);
const dataDir = mkdtempSync(join(tmpdir(), 'yishi-tls-'));
/** What the variables name: links, as certbot makes them. */
const live = { cert: join(dataDir, 'live.crt'), key: join(dataDir, 'live.key') };
const env = { TLS_CERT: live.cert, TLS_KEY: live.key, HTTP_PORT: '0', LOG_LEVEL: 'info' };
let server: ServerProcess;
/** Of the plain listener. */
let plain: string;

/** A further version of certificate and key in the archive, and the links led to it: the certificate first. */
function renew(version: number, days?: number): void {
  ca.issue(days);
  for (const [link, file] of [
    [live.cert, ca.files.cert],
    [live.key, ca.files.key],
  ] as const) {
    const archived = `${link}.${version}`;
    copyFileSync(file, archived);
    lead(link, archived);
  }
}
function lead(link: string, target: string): void {
  symlinkSync(target, `${link}.new`);
  renameSync(`${link}.new`, link);
}

beforeAll(async () => {
  renew(1);
  server = await ServerProcess.start(join(dataDir, 'data'), env);
  await printed('sending plain HTTP on');
  plain = /"url":"(http:[^"]+)"/.exec(server.output)![1]!;
});
afterAll(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
  ca.remove();
});

const port = () => Number(new URL(server.url).port);

async function handshake(options: object = {}): Promise<TLSSocket> {
  const socket = connect({ port: port(), host: '127.0.0.1', servername: NAME, ca: ca.pem, ...options });
  await once(socket, 'secureConnect');
  return socket;
}

async function serialNow(): Promise<string> {
  const socket = await handshake();
  const { serialNumber } = socket.getPeerCertificate();
  socket.destroy();
  return serialNumber;
}

interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}
function ask(url: string, options: { method?: string; host?: string } = {}): Promise<Reply> {
  const { method = 'GET', host } = options;
  const send = url.startsWith('https:') ? request : plainRequest;
  return new Promise((done, failed) => {
    send(url, { method, ca: ca.pem, headers: host === undefined ? {} : { host } }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () => done({ status: response.statusCode!, headers: response.headers, body }));
    })
      .on('error', failed)
      .end();
  });
}

const printed = (text: string) =>
  vi.waitFor(() => expect(server.output).toContain(text), { timeout: 20_000, interval: 50 });

describe('the encrypted line', () => {
  test('[V12.1.1] is TLS 1.3 or 1.2 and nothing older', async () => {
    for (const version of ['TLSv1.3', 'TLSv1.2'] as const) {
      const socket = await handshake({ minVersion: version, maxVersion: version });
      expect(socket.getProtocol()).toBe(version);
      socket.destroy();
    }
    expect((await handshake()).getProtocol()).toBe('TLSv1.3');
    // The oldest that this OpenSSL still speaks, with its own bars let down.
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' };
    await expect(handshake(old)).rejects.toThrow(/protocol version|alert/);
  });

  test.each(['AES128-GCM-SHA256', 'ECDHE-ECDSA-AES128-SHA', 'ECDHE-ECDSA-AES256-SHA384'])(
    '[V12.1.2] %s, without forward secrecy or authenticated encryption, is not spoken',
    async (ciphers) => {
      await expect(handshake({ maxVersion: 'TLSv1.2', ciphers })).rejects.toThrow(/handshake failure|alert/);
    },
  );

  test('[V12.1.2] the strongest cipher is the server’s choice', async () => {
    const socket = await handshake({
      maxVersion: 'TLSv1.2',
      ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384',
    });
    expect(socket.getCipher().name).toBe('ECDHE-ECDSA-AES256-GCM-SHA384');
    socket.destroy();
  });

  test('[V3.4.1] its responses tell browsers to stay with HTTPS; the plain listener does not', async () => {
    for (const path of ['/', '/api/me', '/healthz', '/api/socket/', '/nothing']) {
      const { headers } = await ask(server.url + path);
      expect([path, headers['strict-transport-security']]).toEqual([path, 'max-age=86400']);
    }
    expect((await ask(`${plain}/`)).headers['strict-transport-security']).toBeUndefined();
  });

  test('[V12.2.1] who speaks plain HTTP to its port is not answered', async () => {
    await expect(ask(server.url.replace('https:', 'http:'))).rejects.toThrow(/socket hang up|ECONNRESET/);
  });
});

describe('the plain listener', () => {
  const secure = (host: string) => `https://${host}:${port()}`;

  test.each(['/', '/tablet', '/in?lang=en', '/desk/abcdefgh/roll', '//evil.example/x', '/%0d%0aa:b'])(
    '[B84] [V12.2.1] [V3.7.2] sends %s on to the same page of ours',
    async (path) => {
      for (const method of ['GET', 'HEAD']) {
        const { status, headers, body } = await ask(`${plain}`.replace(/\/$/, '') + path, { method });
        expect([status, headers['location'], body]).toEqual([308, secure('127.0.0.1') + path, '']);
      }
      const named = await ask(plain + path, { host: `${NAME.toUpperCase()}:80` });
      expect(named.headers['location']).toBe(secure(NAME) + path);
    },
  );

  test.each([
    'evil.example',
    'evil.example:80',
    `${NAME}.evil.example`,
    `${NAME}@evil.example`,
    '10.0.0.1',
    '::1',
    '[::1',
    '*',
    'a b',
  ])('[V3.7.2] sends nobody to a host that is none of ours: %s', async (host) => {
    const { status, headers, body } = await ask(`${plain}/`, { host });
    expect([status, headers['location']]).toEqual([421, undefined]);
    expect(body).toContain('这个地址不属于本系统');
    expect(body).not.toContain('evil');
  });

  test.each([
    ['POST', '/api/sign-in'],
    ['POST', '/urn/casts'],
    ['GET', '/api/me'],
    ['GET', '//api/me'],
    ['GET', '/api/socket/?EIO=4'],
    ['POST', '/'],
    ['PUT', '/tablet'],
    ['OPTIONS', '*'],
  ])('[B84] [V4.1.2] refuses %s %s, which a program has sent without encryption', async (method, path) => {
    const { hostname, port: at } = new URL(plain);
    const status = await new Promise((done, failed) =>
      plainRequest({ hostname, port: at, path, method }, (response) => done(response.statusCode))
        .on('error', failed)
        .end(),
    );
    expect(status).toBe(426);
  });
});

describe('a certificate that is replaced', () => {
  test('[B82] is shown to new connections within seconds, and open sockets live on', async () => {
    const before = await serialNow();
    const open = await handshake();
    renew(2);
    await expect.poll(serialNow, { timeout: 20_000 }).not.toBe(before);
    await printed('new certificate in use');
    open.write(`GET /healthz HTTP/1.1\r\nhost: ${NAME}\r\nconnection: close\r\n\r\n`);
    const [answer] = await once(open, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1.1 200/);
  });

  test('[B82] and cannot be used is told of, and the old one stays', async () => {
    const before = await serialNow();
    lead(live.key, `${live.key}.1`);
    await printed('does not belong to the first certificate');
    expect(await serialNow()).toBe(before);
    writeFileSync(`${live.cert}.broken`, readFileSync(live.cert, 'utf8').slice(0, 300));
    lead(live.cert, `${live.cert}.broken`);
    await printed('live.crt is not a certificate in PEM');
    rmSync(live.cert);
    await printed('live.crt: there is no such file');
    expect(await serialNow()).toBe(before);
    renew(3, 5);
    await expect.poll(serialNow, { timeout: 20_000 }).not.toBe(before);
    await printed('the certificate ends soon');
    ca.expire();
    copyFileSync(ca.files.cert, `${live.cert}.3`);
    await printed('the certificate has expired');
    await expect(handshake()).rejects.toThrow(/expired/);
    expect(server.output).not.toContain('"msg":"bug"');
  });
});

describe('variables that do not fit', () => {
  test.each<[string, () => Record<string, string>, RegExp]>([
    ['a certificate alone', () => ({ TLS_KEY: '' }), /^TLS_KEY: is needed with TLS_CERT$/],
    ['a key alone', () => ({ TLS_CERT: '' }), /^TLS_CERT: is needed with TLS_KEY\n/],
    [
      'a file that is not there',
      () => ({ TLS_CERT: '/no/file' }),
      /^TLS_CERT: \/no\/file: there is no such file$/,
    ],
    ['a folder', () => ({ TLS_KEY: dataDir }), /^TLS_KEY: .*: it cannot be read \(EISDIR\)$/],
    ['a key for a certificate', () => ({ TLS_CERT: live.key }), /^TLS_CERT: .*live.key is not a certificate/],
    ['a certificate for a key', () => ({ TLS_KEY: live.cert }), /^TLS_KEY: .*live.crt is not a private key/],
    [
      'another key',
      () => ({ TLS_KEY: `${live.key}.1` }),
      /^TLS_KEY: the key in .*live.key.1 does not belong to the first certificate in .*live.crt$/,
    ],
    ['a redirect to nowhere', () => ({ TLS_CERT: '', TLS_KEY: '' }), /^HTTP_PORT: only sends on to HTTPS/],
    [
      'a plain origin',
      () => ({ PUBLIC_ORIGIN: 'http://vote.town.internal' }),
      /^PUBLIC_ORIGIN: must be addr/,
    ],
    [
      'an origin with a path',
      () => ({ PUBLIC_ORIGIN: 'https://a.example/b' }),
      /^PUBLIC_ORIGIN: must be addr/,
    ],
    [
      'an origin here',
      () => ({ PUBLIC_ORIGIN: 'http://localhost:3000' }),
      /^PUBLIC_ORIGIN: must begin with https/,
    ],
  ])('are named with what is wrong: %s', (_what, wrong, message) => {
    const start = () => {
      const { TLS_CERT, TLS_KEY } = readConfig({ ...env, ...wrong() });
      return new ServerCertificate({ cert: TLS_CERT!, key: TLS_KEY! });
    };
    expect(start).toThrow(message);
  });

  test('stop the start with that sentence and nothing else', async () => {
    const start = ServerProcess.start(join(dataDir, 'none'), { ...env, TLS_CERT: '/no/file' });
    await expect(start).rejects.toThrow(/stopped with 1:\nTLS_CERT: \/no\/file: there is no such file\n$/);
  });
});
