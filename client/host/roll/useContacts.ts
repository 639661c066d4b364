import { useCallback, useEffect, useState } from 'react';
import type { DeputyId } from '../../../shared/ids.ts';
import { untilAnswered } from '../../trying.ts';
import { useStaffRole, useView } from '../desk.ts';
import { rollApi } from './roll-api.ts';

export interface Contacts {
  phones: ReadonlyMap<DeputyId, string>;
  /** After a change that the view does not show. */
  refresh: () => void;
}

/** Telephone numbers by person: empty for everyone but the operator. Read anew whenever the roll has changed. */
export function useContacts(): Contacts {
  const { sittingId, rollVersion } = useView();
  const role = useStaffRole();
  const [phones, setPhones] = useState<ReadonlyMap<DeputyId, string>>(new Map());
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new roll, and a wish to see anew, are asked for again
  useEffect(() => {
    if (role !== 'operator') return;
    const gone = new AbortController();
    const read = () => rollApi('GET /api/sittings/:sittingId/contacts', { sittingId });
    untilAnswered(read, { signal: gone.signal }).then(
      (answer) => {
        if (gone.signal.aborted || !('ok' in answer)) return;
        setPhones(new Map(answer.ok.phones.map(({ deputyId, phone }) => [deputyId, phone])));
      },
      () => {},
    );
    return () => gone.abort();
  }, [role, sittingId, rollVersion, asked]);
  const refresh = useCallback(() => setAsked((now) => now + 1), []);
  return { phones, refresh };
}
