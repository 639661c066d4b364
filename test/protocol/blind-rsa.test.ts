import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { blindSign } from '../../server/chamber/issuer.ts';
import { blind, finalize, inverseOf, type RsaPublic, rsaPublic, toBigInt } from '../../server/demo/blind.ts';
import {
  BlindedMessage,
  ballotChecks,
  CREDENTIAL_BYTES,
  credentialMessage,
  type Subtle,
} from '../../shared/ballot/credential.ts';
import { hexToBytes, toBase64Url } from '../../shared/bytes.ts';
import { BallotId, Digest } from '../../shared/ids.ts';

interface Vector {
  name: string;
  prepared_msg: string;
  salt: string;
  inv: string;
  blinded_msg: string;
  blind_sig: string;
  sig: string;
}
const fixture = JSON.parse(readFileSync(new URL('../fixtures/rfc9474.json', import.meta.url), 'utf8')) as {
  key: Record<'p' | 'q' | 'n' | 'e' | 'd', string>;
  vectors: Vector[];
};
const subtle = crypto.subtle as Subtle;

/** The raw public operation: the number that a signature was made of. */
function raised(signature: Uint8Array, { n, e }: RsaPublic): bigint {
  let result = 1n;
  for (const bit of e.toString(2)) {
    result = (result * result) % n;
    if (bit === '1') result = (result * toBigInt(signature)) % n;
  }
  return result;
}

function toBytes(value: bigint): Uint8Array {
  return hexToBytes(value.toString(16).padStart(CREDENTIAL_BYTES * 2, '0'));
}

function spkiOf(key: KeyObject): string {
  return toBase64Url(createPublicKey(key).export({ type: 'spki', format: 'der' }));
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}

describe('the vectors of RFC 9474', () => {
  const field = (name: keyof typeof fixture.key) => BigInt(`0x${fixture.key[name]}`);
  const url = (value: bigint) => {
    const hex = value.toString(16);
    return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
  };
  const [p, q, d] = [field('p'), field('q'), field('d')];
  const privateKey = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'RSA',
      n: url(field('n')),
      e: url(field('e')),
      d: url(d),
      p: url(p),
      q: url(q),
      dp: url(d % (p - 1n)),
      dq: url(d % (q - 1n)),
      qi: url(inverseOf(q, p)),
    },
  });
  const rsa = rsaPublic(spkiOf(privateKey));
  const bytesOf = (hex: string) => hexToBytes(hex);

  test('are the four of the RFC', () => {
    expect(fixture.vectors.map(({ name }) => name).sort()).toEqual([
      'RSABSSA-SHA384-PSS-Deterministic',
      'RSABSSA-SHA384-PSS-Randomized',
      'RSABSSA-SHA384-PSSZERO-Deterministic',
      'RSABSSA-SHA384-PSSZERO-Randomized',
    ]);
    expect([rsa.n, rsa.e, rsa.size]).toEqual([field('n'), 65537n, 512]);
  });

  describe.each(fixture.vectors)('$name', (vector) => {
    const message = bytesOf(vector.prepared_msg);
    const salt = bytesOf(vector.salt);

    test('Blind gives the blinded message', () => {
      const r = inverseOf(toBigInt(bytesOf(vector.inv)), rsa.n);
      const blinded = blind(rsa, message, salt, r);
      expect(blinded.blindedMessage).toEqual(bytesOf(vector.blinded_msg));
      expect(blinded.inverse).toBe(toBigInt(bytesOf(vector.inv)));
    });

    test("the chamber's BlindSign gives the blind signature", () => {
      expect(blindSign(privateKey, bytesOf(vector.blinded_msg))).toEqual(bytesOf(vector.blind_sig));
    });

    test('Finalize gives the signature', () => {
      const inverse = toBigInt(bytesOf(vector.inv));
      expect(finalize(rsa, message, bytesOf(vector.blind_sig), inverse, salt)).toEqual(bytesOf(vector.sig));
    });

    test("the chamber's Verify takes it only with the empty salt that its suite has", async () => {
      const { credential } = await ballotChecks(subtle, spkiOf(privateKey));
      expect(await credential(message, bytesOf(vector.sig))).toBe(vector.salt === '');
      expect(await credential(flipped(message, 0), bytesOf(vector.sig))).toBe(false);
    });
  });
});

describe("a ballot's credential", () => {
  const ballotId = BallotId.parse('00112233445566778899aabbccddeeff');
  const paperHash = Digest.parse('ab'.repeat(32));
  const key = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 0x10001 });
  const issuerKey = spkiOf(key.privateKey);
  const rsa = rsaPublic(issuerKey);
  const point = () => new Uint8Array([4, ...randomBytes(64)]);
  const ours = (message: Uint8Array) => {
    const { blindedMessage, inverse } = blind(rsa, message);
    return finalize(rsa, message, blindSign(key.privateKey, blindedMessage)!, inverse);
  };
  let verify: (message: Uint8Array, signature: Uint8Array) => Promise<boolean>;
  beforeAll(async () => {
    verify = (await ballotChecks(subtle, issuerKey)).credential;
  });

  test('[B25] is the same bytes from a library of the suite as from the simulated tablet', async () => {
    const suite = RSABSSA.SHA384.PSSZero.Deterministic();
    const publicKey = await crypto.subtle.importKey(
      'spki',
      new Uint8Array(Buffer.from(issuerKey, 'base64url')),
      { name: 'RSA-PSS', hash: 'SHA-384' },
      true,
      ['verify'],
    );
    const message = credentialMessage(ballotId, paperHash, point());
    const { blindedMsg, inv } = await suite.blind(publicKey, suite.prepare(message));
    const blindSignature = blindSign(key.privateKey, blindedMsg)!;
    const theirs = await suite.finalize(publicKey, message, blindSignature, inv);
    expect(await verify(message, theirs)).toBe(true);
    expect(ours(message)).toEqual(theirs);
  });

  test('[B25] hides the message: two blindings of one message have nothing in common', () => {
    const message = credentialMessage(ballotId, paperHash, point());
    const [first, second] = [blind(rsa, message), blind(rsa, message)];
    expect(first.blindedMessage).not.toEqual(second.blindedMessage);
    // Whatever was asked could have been any credential: for each there is a blinding that explains it.
    const other = ours(credentialMessage(ballotId, paperHash, point()));
    const signed = toBigInt(blindSign(key.privateKey, first.blindedMessage)!);
    const r = (signed * inverseOf(toBigInt(other), rsa.n)) % rsa.n;
    const explained = (raised(other, rsa) * raised(toBytes(r), rsa)) % rsa.n;
    expect(explained).toBe(toBigInt(first.blindedMessage));
  });

  test('[B30] a thousand forged signatures are refused', async () => {
    const message = credentialMessage(ballotId, paperHash, point());
    const sound = ours(message);
    expect(await verify(message, sound)).toBe(true);
    const forged = [
      ...Array.from({ length: 500 }, () => new Uint8Array(randomBytes(CREDENTIAL_BYTES))),
      ...Array.from({ length: 494 }, (_, at) => flipped(sound, at % CREDENTIAL_BYTES)),
      toBytes(0n),
      toBytes(1n),
      toBytes(rsa.n - 1n),
      toBytes(rsa.n - toBigInt(sound)),
      // The blinding left on, and a product of two sound ones.
      blindSign(key.privateKey, blind(rsa, message).blindedMessage)!,
      toBytes((toBigInt(sound) * toBigInt(ours(credentialMessage(ballotId, paperHash, point())))) % rsa.n),
    ];
    const taken = await Promise.all(forged.map((signature) => verify(message, signature)));
    expect(taken.filter(Boolean)).toHaveLength(0);
    expect(taken).toHaveLength(1000);
  });

  test('[B30] another spelling of the same number, or another length, is refused', async () => {
    const message = credentialMessage(ballotId, paperHash, point());
    const sound = ours(message);
    const lengths = [new Uint8Array(), sound.slice(1), sound.slice(0, -1), new Uint8Array([0, ...sound])];
    for (const signature of lengths) expect(await verify(message, signature)).toBe(false);
    // A second number of 256 bytes that stands for the same signature, where there is room for one.
    for (;;) {
      const roomy = credentialMessage(ballotId, paperHash, point());
      const again = toBigInt(ours(roomy)) + rsa.n;
      if (again >= 1n << 2048n) continue;
      expect(await verify(roomy, toBytes(again))).toBe(false);
      break;
    }
  });

  test('[B30] is worth nothing for another ballot, another paper, another key or another issuer', async () => {
    const own = point();
    const sound = ours(credentialMessage(ballotId, paperHash, own));
    const otherBallot = BallotId.parse('ffeeddccbbaa99887766554433221100');
    expect(await verify(credentialMessage(otherBallot, paperHash, own), sound)).toBe(false);
    const otherPaper = Digest.parse('cd'.repeat(32));
    expect(await verify(credentialMessage(ballotId, otherPaper, own), sound)).toBe(false);
    for (const at of [0, 1, 33, 64]) {
      expect(await verify(credentialMessage(ballotId, paperHash, flipped(own, at)), sound)).toBe(false);
    }
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 0x10001 });
    const elsewhere = await ballotChecks(subtle, spkiOf(stranger.privateKey));
    expect(await elsewhere.credential(credentialMessage(ballotId, paperHash, own), sound)).toBe(false);
  });

  test('[B27] the same blinded message gets the same blind signature', () => {
    const { blindedMessage } = blind(rsa, credentialMessage(ballotId, paperHash, point()));
    const once = blindSign(key.privateKey, blindedMessage);
    expect(once).not.toBeNull();
    expect(blindSign(key.privateKey, blindedMessage)).toEqual(once);
  });

  test('[B40] a blinded message that is no number below the modulus is not signed', () => {
    for (const value of [rsa.n, rsa.n + 1n, (1n << 2048n) - 1n]) {
      expect(blindSign(key.privateKey, toBytes(value))).toBeNull();
    }
    expect(blindSign(key.privateKey, toBytes(rsa.n - 1n))).toEqual(toBytes(rsa.n - 1n));
    expect(blindSign(key.privateKey, new Uint8Array(CREDENTIAL_BYTES + 1))).toBeNull();
  });

  test('[B40] a blinded message of another length does not get past the door', () => {
    for (const length of [0, 1, CREDENTIAL_BYTES - 1, CREDENTIAL_BYTES + 1, 512]) {
      expect(BlindedMessage.safeParse(toBase64Url(new Uint8Array(length))).success).toBe(false);
    }
    const right = toBase64Url(new Uint8Array(CREDENTIAL_BYTES).fill(255));
    expect(BlindedMessage.safeParse(right).success).toBe(true);
    for (const spelled of [`${right}=`, `${right.slice(0, -1)}x`, right.replaceAll('_', '/')]) {
      expect(BlindedMessage.safeParse(spelled).success).toBe(false);
    }
  });

  test('[B30] a tablet notices when the issuer signed something else', () => {
    const message = credentialMessage(ballotId, paperHash, point());
    const { blindedMessage, inverse } = blind(rsa, message);
    const answer = blindSign(key.privateKey, blindedMessage)!;
    expect(() => finalize(rsa, message, flipped(answer, 255), inverse)).toThrow('signed something else');
    const other = credentialMessage(ballotId, paperHash, point());
    expect(() => finalize(rsa, other, answer, inverse)).toThrow('signed something else');
  });
});
