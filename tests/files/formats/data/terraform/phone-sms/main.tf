# Amazon Cognito as Amplify Gen 1 sets up myauth in dev. Made by authwizard.
#
# Not carried over:
# - AppId: Terraform knows no Amplify app: `amplify pull` and the console do not see what it makes,
#   and the app's configuration is made by hand from the outputs.
#
# Added, or otherwise than the request says:
# - VerificationMessageTemplate: The texts for verification stand there: Cognito no longer uses the
#   members in which Gen 1 writes them.
# - Mfa.Settings.MfaTypes: SMS is a second factor, too: Gen 1 makes it one wherever SMS is set up.
# - schema: Cognito's own limits of each required attribute are stated: without them each plan
#   would make a new user pool.
# - prevent_destroy: A plan that would delete the user pool is refused; Gen 1 deletes it together
#   with the app. Take the line out to delete it.
#
# Cannot be changed later:
# - SignInMethod: Users sign in with their phone number; a change makes a new pool.
# - RequiredSignUpAttributes: These are required: phone_number.
# - UsernameConfiguration: Upper and lower case are the same in user names, as in a new Gen 1
#   project; in an old one they may differ.
# - sms_configuration: Once applied, text messages cannot be taken out of the user pool without
#   making a new one.
#
# Left to you:
# - This makes new resources. The users of an existing Gen 1 backend are not in them, and passwords
#   cannot be exported: an existing user pool can be imported (`import` blocks; not tried here).
# - provider: The files name neither account nor region: they come from the environment
#   (AWS_PROFILE, AWS_REGION) or from a block `provider "aws"` of yours. Where the state is kept is
#   yours to say, too (a block `backend`).

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.66"
    }
  }
}

resource "aws_cognito_user_pool" "main" {
  name = "myapp_users-dev"

  username_attributes      = ["phone_number"]
  auto_verified_attributes = ["phone_number"]

  username_configuration {
    case_sensitive = false
  }

  schema {
    name                = "phone_number"
    attribute_data_type = "String"
    required            = true
    mutable             = true

    string_attribute_constraints {
      min_length = "0"
      max_length = "2048"
    }
  }

  password_policy {
    minimum_length    = 12
    require_lowercase = true
    require_numbers   = true
    require_symbols   = true
    require_uppercase = true
  }

  # SMS is one of the second factors: with MFA it is, wherever sms_configuration stands.
  mfa_configuration = "OPTIONAL"

  software_token_mfa_configuration {
    enabled = true
  }

  sms_authentication_message = "Your authentication code is {####}"

  sms_configuration {
    external_id    = local.sms_external_id
    sns_caller_arn = aws_iam_role.sms.arn
  }

  user_attribute_update_settings {
    attributes_require_verification_before_update = ["phone_number"]
  }

  verification_message_template {
    sms_message = "Your verification code is {####}"
  }

  # Changing what is immutable would replace the pool, and lose its users.
  lifecycle {
    prevent_destroy = true
  }

  depends_on = [aws_iam_role_policy.sms]
}

# With this role Cognito sends text messages.
locals {
  sms_external_id = "myapp_users-dev-sms"
}

data "aws_iam_policy_document" "sms_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["cognito-idp.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = [local.sms_external_id]
    }
  }
}

data "aws_iam_policy_document" "sms" {
  statement {
    actions   = ["sns:Publish"]
    resources = ["*"]
  }
}

resource "aws_iam_role" "sms" {
  name_prefix        = "myapp_users-dev-sms-"
  assume_role_policy = data.aws_iam_policy_document.sms_trust.json
}

resource "aws_iam_role_policy" "sms" {
  name   = "send-text-messages"
  role   = aws_iam_role.sms.id
  policy = data.aws_iam_policy_document.sms.json
}

# Two app clients, which differ in nothing but their names.
resource "aws_cognito_user_pool_client" "main" {
  for_each = {
    web    = "myauth_app_clientWeb"
    native = "myauth_app_client"
  }

  name         = each.value
  user_pool_id = aws_cognito_user_pool.main.id

  refresh_token_validity = 30

  token_validity_units {
    refresh_token = "days"
  }
}

output "region" {
  value = aws_cognito_user_pool.main.region
}

output "user_pool_id" {
  value = aws_cognito_user_pool.main.id
}

output "web_client_id" {
  value = aws_cognito_user_pool_client.main["web"].id
}

output "native_client_id" {
  value = aws_cognito_user_pool_client.main["native"].id
}
