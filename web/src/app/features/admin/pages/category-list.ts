import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { Category } from '../../../api';
import { ProblemView } from '../../../core/http/problem-view';
import { Toast } from '../../../core/layout/toast';
import { EmptyState } from '../../../ui/empty-state/empty-state';
import { Icon } from '../../../ui/icon/icon';
import { PageHeader } from '../../../ui/page-header/page-header';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { AdminService } from '../data/admin-service';

@Component({
  selector: 'lec-category-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    EmptyState,
    Icon,
    MatButton,
    MatFormField,
    MatIconButton,
    MatInput,
    MatLabel,
    PageHeader,
    ProblemView,
    Skeleton,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t">
      <lec-page-header [heading]="t('title.categories')" [text]="t('admin.categoriesText')" />
      <form class="list-tools" (submit)="$event.preventDefault(); add(name)">
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>{{ t('admin.newCategory') }}</mat-label>
          <input matInput #name required maxlength="100" autocomplete="off" />
        </mat-form-field>
        <button matButton="filled" type="submit" [disabled]="busy()">{{ t('admin.add') }}</button>
      </form>
      @if (list.problem(); as problem) {
        <lec-problem [problem]="problem" [retryable]="true" (retry)="list.reload()" />
      }
      @if (list.items().length) {
        <ul class="list-plain card-surface">
          @for (one of list.items(); track one.id) {
            <li>
              <mat-form-field appearance="outline" subscriptSizing="dynamic">
                <mat-label>{{ t('admin.categoryName') }}</mat-label>
                <input
                  matInput
                  #field
                  maxlength="100"
                  autocomplete="off"
                  [value]="one.name"
                  (change)="rename(one, field)"
                  (keydown.escape)="field.value = one.name"
                />
              </mat-form-field>
              <span class="moves">
                <button
                  matIconButton
                  type="button"
                  [disabled]="busy() || $first"
                  [attr.aria-label]="t('admin.up', { name: one.name })"
                  (click)="move($index, -1)"
                >
                  <svg lecIcon="chevron-up" [size]="18"></svg>
                </button>
                <button
                  matIconButton
                  type="button"
                  [disabled]="busy() || $last"
                  [attr.aria-label]="t('admin.down', { name: one.name })"
                  (click)="move($index, 1)"
                >
                  <svg lecIcon="chevron-down" [size]="18"></svg>
                </button>
                <button
                  matIconButton
                  type="button"
                  [disabled]="busy()"
                  [attr.aria-label]="t('admin.removeName', { name: one.name })"
                  (click)="remove(one)"
                >
                  <svg lecIcon="x" [size]="18"></svg>
                </button>
              </span>
            </li>
          }
        </ul>
      } @else if (list.loading()) {
        <lec-skeleton height="300px" />
      } @else if (!list.problem()) {
        <lec-empty-state icon="list-tree" [heading]="t('admin.noCategories')" />
      }
    </ng-container>
  `,
  styles: `
    ul {
      max-width: 640px;
      overflow: hidden;
    }
    li {
      display: flex;
      align-items: center;
      gap: 8px;
      padding: 10px 12px 10px 16px;
    }
    li + li {
      border-top: 1px solid var(--lec-line);
    }
    li mat-form-field {
      flex: 1;
      min-width: 0;
    }
    .moves {
      display: flex;
    }
  `,
})
export class CategoryList {
  private readonly service = inject(AdminService);
  private readonly toast = inject(Toast);
  protected readonly list = this.service.categories();
  protected readonly busy = signal(false);

  protected async add(field: HTMLInputElement): Promise<void> {
    const name = field.value.trim();
    if (!name) {
      field.focus();
      return;
    }
    await this.doing(async () => {
      const last = this.list.items().at(-1)?.position ?? -1;
      const made = await this.service.addCategory({ name, description: '', position: last + 1 });
      this.list.patch((list) => [...list, made]);
      field.value = '';
    });
  }

  protected async rename(category: Category, field: HTMLInputElement): Promise<void> {
    const name = field.value.trim();
    if (!name || name === category.name) {
      field.value = category.name;
      return;
    }
    const done = await this.doing(async () => {
      this.replace(await this.service.changeCategory(category.id, { name }));
      this.toast.say('admin.renamed', { name });
    });
    if (!done) field.value = category.name;
  }

  /** Gives each of them the position at which it is seen; most have it already. */
  protected async move(index: number, by: number): Promise<void> {
    const order = [...this.list.items()];
    const [moved] = order.splice(index, 1);
    if (!moved) return;
    order.splice(index + by, 0, moved);
    const before = this.list.items();
    this.list.patch(() => order.map((one, position) => ({ ...one, position })));
    const done = await this.doing(async () => {
      for (const [position, one] of order.entries()) {
        if (one.position !== position) await this.service.changeCategory(one.id, { position });
      }
    });
    if (!done) this.list.patch(() => before);
  }

  /** Courses of it have no subject then; it comes back without them. */
  protected async remove(category: Category): Promise<void> {
    const done = await this.doing(async () => {
      await this.service.removeCategory(category.id);
      this.list.patch((list) => list.filter(({ id }) => id !== category.id));
    });
    if (!done || !(await this.toast.undo('admin.categoryRemoved', { name: category.name }))) return;
    await this.doing(async () => {
      const { name, description, position } = category;
      const back = await this.service.addCategory({ name, description, position });
      this.list.patch((list) => [...list, back].sort((a, b) => a.position - b.position));
    });
  }

  private replace(category: Category): void {
    this.list.patch((list) => list.map((one) => (one.id === category.id ? category : one)));
  }

  /** Whether it was done. */
  private async doing(work: () => Promise<void>): Promise<boolean> {
    this.busy.set(true);
    try {
      await work();
      return true;
    } catch (error) {
      this.toast.failed(error);
      return false;
    } finally {
      this.busy.set(false);
    }
  }
}
