import { useCallback } from 'react';
import type { z } from 'zod';
import { CommandId } from '../../../shared/ids.ts';
import type { rollHttp } from '../../../shared/roll-protocol.ts';
import { useConnection } from '../../sitting.tsx';
import { newId } from '../../trying.ts';
import { newerThan } from '../desk.ts';
import { useRequest } from '../useRequest.ts';
import { rollApi } from './roll-api.ts';

const route = 'POST /api/sittings/:sittingId/roll/changes';
type Changes = Omit<z.input<(typeof rollHttp)[typeof route]['body']>, 'commandId'>;

/** Nothing yet: what is to be done is written over it. */
const none = { added: [], changed: [], restored: [], removed: [], phones: [] } satisfies Partial<Changes>;

/** Changes the roll. A repeat of one request is the same command; `change` tells whether it was carried out and is in view. */
export function useRollChange() {
  const connection = useConnection();
  const { state, busy, send } = useRequest();
  const change = useCallback(
    async (changes: Partial<Changes> & Pick<Changes, 'rollVersion'>): Promise<boolean> => {
      const body = { ...none, ...changes, commandId: CommandId.parse(newId()) };
      const ids = { sittingId: connection.sittingId };
      const answer = await send(() => rollApi(route, ids, body));
      if (!answer || 'refused' in answer) return false;
      await newerThan(connection, answer.ok.version - 1);
      return true;
    },
    [connection, send],
  );
  return { state, busy, change };
}
