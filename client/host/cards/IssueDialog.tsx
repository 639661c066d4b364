import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CommandId } from '../../../shared/ids.ts';
import type { Deputy } from '../../../shared/roll.ts';
import { api } from '../../api.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { CommandNote, Notice } from '../../design/Notice.tsx';
import { newId } from '../../trying.ts';
import { useStaffRole, useView } from '../desk.ts';
import { useRequest } from '../useRequest.ts';
import { type PrintedCard, PrintSheets, reachable } from './PrintSheets.tsx';

interface Props {
  title: string;
  deputies: readonly Deputy[];
  onClose: () => void;
}

/** Cards for some, after saying what it does to those before; then the sheets to print, which are shown this once. */
export function IssueDialog({ title, deputies, onClose }: Props) {
  const { t } = useTranslation(['cards', 'common']);
  const { sittingId, scrutineerCards, roll } = useView();
  const role = useStaffRole();
  const request = useRequest();
  const [made, setMade] = useState<readonly PrintedCard[] | null>(null);
  const byTwo = role === 'chair';
  const needTwo = new Set(byTwo ? [] : scrutineerCards?.map(({ deputyId }) => deputyId));
  const [left, issued] = [true, false].map((two) =>
    deputies.filter(({ deputyId }) => needTwo.has(deputyId) === two),
  ) as [Deputy[], Deputy[]];
  const before = (roll ?? []).filter(
    ({ deputy, card }) => card && issued.some(({ deputyId }) => deputyId === deputy.deputyId),
  ).length;
  const make = async () => {
    const body = {
      commandId: CommandId.parse(newId()),
      deputyIds: issued.map(({ deputyId }) => deputyId),
    };
    const route = 'POST /api/sittings/:sittingId/cards';
    const answer = await request.send(() => api(route, { sittingId }, body));
    if (!answer || 'refused' in answer) return;
    const cards = new Map(answer.ok.cards.map((card) => [card.deputyId, card]));
    setMade(
      issued.flatMap((deputy) => {
        const card = cards.get(deputy.deputyId);
        return card ? [{ deputy, card: card.card, pin: card.pin }] : [];
      }),
    );
  };
  if (made) return <PrintSheets cards={made} onClose={onClose} />;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      buttons={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button look="primary" disabled={request.busy || issued.length === 0} onClick={() => void make()}>
            {t('make', { count: issued.length })}
          </Button>
        </>
      }
    >
      {!reachable() && <Notice tone="warning">{t('unreachable', { origin: location.origin })}</Notice>}
      {before > 0 && <Notice tone="warning">{t('replaces', { count: before })}</Notice>}
      {left.length > 0 && <Notice tone="information">{t('scrutineersLeft', { count: left.length })}</Notice>}
      <p>{t(byTwo ? 'onceLink' : 'once')}</p>
      <CommandNote state={request.state} />
    </Dialog>
  );
}
