variable "facebook_client_id" {
  description = "Facebook: App ID"
  type        = string
  default     = "1234567890123456"
}

variable "facebook_client_secret" {
  description = "Facebook: App secret"
  type        = string
  sensitive   = true
}

variable "google_client_id" {
  description = "Google: Client ID"
  type        = string
  default     = "123456789012-example.apps.googleusercontent.com"
}

variable "google_client_secret" {
  description = "Google: Client secret"
  type        = string
  sensitive   = true
}

variable "login_with_amazon_client_id" {
  description = "Login with Amazon: Client ID"
  type        = string
  default     = "amzn1.application-oa2-client.0123456789abcdef0123456789abcdef"
}

variable "login_with_amazon_client_secret" {
  description = "Login with Amazon: Client secret"
  type        = string
  sensitive   = true
}

variable "sign_in_with_apple_client_id" {
  description = "Sign in with Apple: Services ID"
  type        = string
  default     = "com.example.signin"
}

variable "sign_in_with_apple_team_id" {
  description = "Sign in with Apple: Team ID"
  type        = string
  default     = "A1B2C3D4E5"
}

variable "sign_in_with_apple_key_id" {
  description = "Sign in with Apple: Key ID"
  type        = string
  default     = "ABCDE12345"
}

variable "sign_in_with_apple_private_key" {
  description = "Sign in with Apple: Private key (.p8), the text between its BEGIN and END lines, on one line"
  type        = string
  sensitive   = true
}
