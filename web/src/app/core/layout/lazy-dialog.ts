import { Injectable, Injector, Type, inject } from '@angular/core';
import { MatDialogConfig } from '@angular/material/dialog';

/** Opens dialogs that few visits need, so that their code is fetched with the first that does. */
@Injectable({ providedIn: 'root' })
export class LazyDialog {
  private readonly injector = inject(Injector);
  private open = false;

  /** Opens the component; nothing happens while another such dialog is open. */
  async show(load: () => Promise<Type<unknown>>, config: MatDialogConfig = {}): Promise<void> {
    if (this.open) return;
    this.open = true;
    const [component, { MatDialog }] = await Promise.all([
      load(),
      import('@angular/material/dialog'),
    ]);
    const dialog = this.injector.get(MatDialog).open(component, config);
    dialog.afterClosed().subscribe(() => (this.open = false));
  }
}
