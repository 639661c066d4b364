import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CommandId } from '../../../shared/ids.ts';
import type { Deputy } from '../../../shared/roll.ts';
import { api, newId } from '../../api.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { CommandNote, Notice } from '../../design/Notice.tsx';
import { useView } from '../desk.ts';
import { LinkCard, type MadeLink } from '../LinkCard.tsx';
import { useRequest } from '../useRequest.ts';

/** A new sign-in link for one person, after saying what it does to the one before. */
export function SignInLinkDialog({ deputy, onClose }: { deputy: Deputy; onClose: () => void }) {
  const { t } = useTranslation(['roll', 'common']);
  const { sittingId } = useView();
  const request = useRequest();
  const [made, setMade] = useState<MadeLink | null>(null);
  const { deputyId, name } = deputy;
  const make = async () => {
    const body = { commandId: CommandId.parse(newId()), deputyIds: [deputyId] };
    const route = 'POST /api/sittings/:sittingId/deputy-links';
    const answer = await request.send(() => api(route, { sittingId }, body));
    if (answer && 'ok' in answer) setMade(answer.ok.links[0] ?? null);
  };
  return (
    <Dialog
      title={t('linkTitle', { name })}
      onClose={onClose}
      buttons={
        made ? (
          <Button look="primary" onClick={onClose}>
            {t('common:action.close')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('common:action.cancel')}</Button>
            <Button look="primary" disabled={request.busy} onClick={() => void make()}>
              {t('linkMake')}
            </Button>
          </>
        )
      }
    >
      {made ? (
        <LinkCard made={made} />
      ) : (
        <>
          <Notice tone="warning">{t('linkBefore', { name })}</Notice>
          <p>{t('linkReason')}</p>
        </>
      )}
      <CommandNote state={request.state} />
    </Dialog>
  );
}
