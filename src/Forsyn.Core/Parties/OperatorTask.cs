namespace Forsyn.Core.Parties;

/// <summary>What the operator of the vaccine supply does; each may be given to another party from a day on.</summary>
public enum OperatorTask { CallOff, Sale, Storage, Distribution }
