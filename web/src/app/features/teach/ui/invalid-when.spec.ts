import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatError, MatFormField } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { InvalidWhen } from './invalid-when';

@Component({
  imports: [InvalidWhen, MatError, MatFormField, MatInput],
  template: `
    <mat-form-field>
      <input matInput aria-label="Title" [lecInvalidWhen]="words()" />
      <mat-error>{{ words() }}</mat-error>
    </mat-form-field>
  `,
})
class Host {
  readonly words = signal('');
}

describe('InvalidWhen', () => {
  it('shows what is wrong with a field while it is wrong', async () => {
    const fixture = TestBed.createComponent(Host);
    const element = fixture.nativeElement as HTMLElement;
    const field = element.querySelector('input')!;
    await fixture.whenStable();
    expect(element.querySelector('mat-error')).toBeNull();
    expect(field.getAttribute('aria-invalid')).not.toBe('true');

    fixture.componentInstance.words.set('A title is needed.');
    await fixture.whenStable();
    expect(element.querySelector('mat-error')?.textContent).toBe('A title is needed.');
    expect(field.getAttribute('aria-invalid')).toBe('true');

    fixture.componentInstance.words.set('');
    await fixture.whenStable();
    expect(element.querySelector('mat-error')).toBeNull();
  });
});
