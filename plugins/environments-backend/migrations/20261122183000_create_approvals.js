// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('plans', table => {
    table
      .text('subject')
      .nullable()
      .comment(
        'JSON: what policy saw of who asked; null of a plan made before this was kept',
      );
  });

  await knex.schema.createTable('approvals', table => {
    table.comment('Requests that a plan may be applied, one for each digest');
    table.string('id', 36).primary().comment('UUID');
    table
      .string('digest', 71)
      .notNullable()
      .unique({ indexName: 'approvals_digest_unique' });
    table.string('environment_id', 36).notNullable();
    table.string('environment', 63).notNullable();
    table.string('owner').notNullable();
    table.string('class_name', 63).notNullable();
    table.string('action', 12).notNullable();
    table.string('state', 12).notNullable();
    table.text('reason').notNullable().comment('Why it is in this state');
    table
      .integer('round')
      .notNullable()
      .comment('One more each time that it is asked for again after its end');
    table.string('requested_by').notNullable();
    table
      .string('planned_by')
      .notNullable()
      .comment('Who asked for the plan: to be told from those who say yes');
    table.boolean('agent').notNullable();
    table.text('note').nullable();
    table.string('summary').notNullable();
    table.text('price').nullable().comment('JSON; null: not known');
    table.text('needed').notNullable().comment('JSON: whose yes it needs');
    table.string('last_digest', 71).nullable();
    table.string('created_at', 24).notNullable();
    table.string('updated_at', 24).notNullable();
    table.string('expires_at', 24).notNullable();
    table.index(['created_at', 'id'], 'approvals_created_idx');
    table.index(['state', 'expires_at'], 'approvals_state_idx');
    table.index(['environment_id', 'updated_at'], 'approvals_environment_idx');
    table.index(['requested_by'], 'approvals_requested_by_idx');
  });

  await knex.schema.createTable('approval_approvers', table => {
    table.comment('The same as the column needed, to be searched');
    table
      .string('approval_id', 36)
      .notNullable()
      .references('id')
      .inTable('approvals')
      .onDelete('CASCADE');
    table.integer('need').notNullable().comment('Position in needed');
    table.string('approver').notNullable().comment('Entity ref');
    table.boolean('four_eyes').notNullable();
    table.boolean('covered').notNullable().comment('Somebody said yes to it');
    table.primary(['approval_id', 'need', 'approver']);
    table.index(['approver'], 'approval_approvers_approver_idx');
  });

  await knex.schema.createTable('approval_decisions', table => {
    table.comment('What persons said, those that were taken back included');
    table.string('id', 36).primary().comment('UUID');
    table
      .string('approval_id', 36)
      .notNullable()
      .references('id')
      .inTable('approvals')
      .onDelete('CASCADE');
    table.integer('round').notNullable();
    table.integer('position').notNullable().comment('Order within the round');
    table.string('decision', 8).notNullable().comment('approve or reject');
    table.string('decided_by').notNullable();
    table
      .text('needs')
      .notNullable()
      .comment('JSON: positions in needed that it counts for');
    table.text('reason').nullable();
    table.string('decided_at', 24).notNullable();
    table
      .string('withdrawn_at', 24)
      .nullable()
      .comment('When it was taken back; null: it counts');
    table.unique(['approval_id', 'round', 'position'], {
      indexName: 'approval_decisions_order_unique',
    });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'approval_decisions',
    'approval_approvers',
    'approvals',
  ]) {
    await knex.schema.dropTable(table);
  }
  await knex.schema.alterTable('plans', table => {
    table.dropColumns('subject');
  });
};
