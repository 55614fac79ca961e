// All keys of the page, and the switch for those that are single letters.
import { useState, type ReactNode } from 'react';
import { areSingleKeysOn, keyGroups, switchSingleKeys } from './key-names.ts';
import { useModal } from './modal.ts';

export function KeyHelp({ onClose }: { readonly onClose: () => void }): ReactNode {
  const dialog = useModal(onClose);
  const [isOn, setOn] = useState(areSingleKeysOn);
  return (
    <dialog ref={dialog} onClose={onClose} aria-label="Keys" className="wide">
      <h2>Keys</h2>
      <div className="key-groups">
        {keyGroups.map(([name, rows]) => (
          <table key={name}>
            <caption>{name}</caption>
            <tbody>
              {rows.map(([key, what]) => (
                <tr key={key}>
                  <th scope="row">
                    <kbd>{key}</kbd>
                  </th>
                  <td>{what}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
      <div className="row">
        <label className="choice">
          <input
            type="checkbox"
            checked={isOn}
            onChange={(event) => {
              switchSingleKeys(event.target.checked);
              setOn(event.target.checked);
            }}
          />
          Single letters are keys
        </label>
        <span className="fill" />
        <button type="button" onClick={onClose}>
          Close
        </button>
      </div>
    </dialog>
  );
}
