import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, by what they do: begun last, one of them would run on alone. */
const long = [
  /\/crash-\d+\./,
  /\/sitting-/,
  /\/simulation\/inquiry\./,
  /\/secrecy\./,
  /\/crash-in-the-seal\./,
  /\/tampering\./,
];

export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((name) => name.test(moduleId));
      return at < 0 ? long.length : at;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}
