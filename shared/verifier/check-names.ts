/** The verifier's checks, in the order in which they are made, as `npm run verify` names them. */
export const checkNames = {
  canonical: 'the file is a bundle, canonically spelled',
  digest: 'the digest is the one on the tally report',
  chain: 'the chain of the log is unbroken',
  openingRecord: 'papers, keys and roll are those of the opening record',
  ceremony: 'every step of the ceremony was taken, in order',
  receipts: 'receipts: one for every returned ballot',
  issuance: 'cast <= credentials issued, deputies issued <= present <= entitled',
  sums: 'returned = valid + invalid, and every item adds up',
  outcome: 'the rules give the published outcome',
  seal: 'the urns are those that were sealed',
  signatures: 'every credential and every ballot signature verifies',
  oneBallotPerKey: 'no key has voted twice',
  presence: 'credentials went only to deputies who were present',
  tally: 'the ballots, counted again, give the published tally',
} as const;
export type CheckId = keyof typeof checkNames;
/** Of an audit bundle with a digest to compare; without one `digest` is left out, of a public bundle all from `seal` on. */
export const checkIds = Object.keys(checkNames) as readonly CheckId[];
